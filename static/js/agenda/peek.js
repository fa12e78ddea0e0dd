/* At a glance: what is told of an appointment stands beside its card, asked for once while it stays as it is. */
import { isShortcut } from "../shortcuts.js";

const PATIENCE = 450;
const GAP = 8;
const MOST = 60;
const told = new Map();
const peek = document.getElementById("peek");
const CARD = "#day .appointment";
let shown = null;
let timer = null;
let held = false;

async function tell(card) {
  const key = `${card.id} ${card.dataset.version}`;
  if (!told.has(key)) {
    const answer = await fetch(`${card.querySelector("a").getAttribute("href")}/peek`, { headers: { "HX-Request": "true" }, redirect: "manual" });
    if (!answer.ok) return null;
    if (told.size >= MOST) told.delete(told.keys().next().value);
    told.set(key, await answer.text());
  }
  return told.get(key);
}

async function open(card) {
  shown = card.id;
  const text = await tell(card).catch(() => null);
  const here = document.getElementById(shown);
  if (!text || !here || shown !== card.id) return;
  peek.innerHTML = text;
  peek.hidden = false;
  const box = here.getBoundingClientRect();
  const right = box.right + GAP + peek.offsetWidth < innerWidth;
  peek.style.insetInlineStart = `${Math.max(GAP, right ? box.right + GAP : box.left - GAP - peek.offsetWidth)}px`;
  peek.style.insetBlockStart = `${Math.max(GAP, Math.min(box.top, innerHeight - peek.offsetHeight - GAP))}px`;
}

function close() {
  clearTimeout(timer);
  shown = null;
  held = false;
  if (!peek || peek.hidden) return false;
  const inside = peek.contains(document.activeElement);
  peek.hidden = true;
  peek.replaceChildren();
  return inside;
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, PATIENCE);
}

document.addEventListener("pointerover", (event) => {
  if (!peek || held || event.pointerType !== "mouse" || event.buttons) return;
  const card = event.target.closest?.(CARD);
  if (peek.contains(event.target) || (card && card.id === shown)) clearTimeout(timer);
  else if (card && !document.querySelector("#panel[open]")) later(() => open(card));
  else later(close);
});
document.addEventListener("pointerdown", ({ target }) => { if (!peek?.contains(target)) close(); });
document.addEventListener("keydown", (event) => {
  const card = event.target.closest?.(CARD);
  if (event.key === "Escape" && peek && !peek.hidden) {
    const home = document.getElementById(shown)?.querySelector("a");
    if (close()) home?.focus();
    event.preventDefault();
  } else if (card && event.key.toLowerCase() === "i" && isShortcut(event)) {
    event.preventDefault();
    clearTimeout(timer);
    held = true;
    open(card).then(() => peek.querySelector("a, summary")?.focus());
  }
}, { capture: true });
document.addEventListener("focusin", ({ target }) => { if (peek && !peek.hidden && !peek.contains(target)) close(); });
