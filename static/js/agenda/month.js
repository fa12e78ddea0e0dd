/* The month's page: what others change meanwhile, and arrows from day to day. */
import { isShortcut } from "../shortcuts.js";
import "./keyboard.js";
import "./live.js";
import "./toolbar.js";
import "./views.js";

const WEEK = 7;
const BY = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -WEEK, ArrowDown: WEEK };
const days = () => [...document.querySelectorAll("#month a")];

document.addEventListener("keydown", (event) => {
  if (!isShortcut(event) || !(event.key in BY) || !event.target.closest?.("#month")) return;
  const all = days();
  const here = all.indexOf(document.activeElement);
  const there = here < 0 ? document.querySelector("#month [aria-current]") ?? all[0] : all[here + BY[event.key]];
  there?.focus();
  event.preventDefault();
});
