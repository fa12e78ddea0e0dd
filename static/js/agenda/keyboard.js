/* The board from the keyboard: one tab stop, arrows go from thing to thing, letters change the state of the one in focus. */
import { isShortcut } from "../shortcuts.js";
import { cut, letGo, paste } from "./cut.js";
import { cursorOf, isGap, moveCursor } from "./gaps.js";
import { columnOf, columns, day, lengthOf, mayBook, startOf } from "./grid.js";
import { itemOf } from "./propose.js";

const STATES = { a: "arrived", l: "arrived", e: "checked_in", f: "fulfilled", n: "noshow", b: "booked" };
const ITEMS = ".gap, .appointment > a";
let lastId = null;

const boxOf = (link) => (isGap(link) ? link : link.parentElement);
const idOf = (link) => boxOf(link).id;
const byId = (id) => id && document.querySelector(`#${CSS.escape(id)}:is(.gap), #${CSS.escape(id)} > a`);
const itemsOf = (column) => [...column.querySelectorAll(ITEMS)].sort((a, b) => startOf(boxOf(a)) - startOf(boxOf(b)));

/* One element of the board can be reached by Tab; the arrows do the rest. */
export function rove() {
  if (!day()) return;
  const all = [...day().querySelectorAll(ITEMS)];
  const here = byId(lastId) ?? all[0];
  for (const link of all) link.tabIndex = link === here ? 0 : -1;
}

export function focusItem(link) {
  if (!link) return;
  lastId = idOf(link);
  rove();
  link.focus();
  link.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function vertical(link, by) {
  if (isGap(link) && moveCursor(link, by)) return;
  const items = itemsOf(columnOf(link));
  focusItem(items[items.indexOf(link) + by]);
}

function sideways(link, by) {
  const all = columns();
  const step = isGap(link) ? cursorOf(link) : startOf(boxOf(link));
  for (let at = all.indexOf(columnOf(link)) + by; at >= 0 && at < all.length; at += by) {
    const items = itemsOf(all[at]);
    const meeting = items.find((one) => startOf(boxOf(one)) + lengthOf(boxOf(one)) > step) ?? items.at(-1);
    if (meeting) return focusItem(meeting);
  }
}

const ARROWS = {
  ArrowDown: (link) => vertical(link, 1),
  ArrowUp: (link) => vertical(link, -1),
  ArrowRight: (link) => sideways(link, 1),
  ArrowLeft: (link) => sideways(link, -1),
  Home: (link) => focusItem(itemsOf(columnOf(link))[0]),
  End: (link) => focusItem(itemsOf(columnOf(link)).at(-1)),
};

/* One letter after the other: the next is sent once the last is answered, for the appointment as it is then. */
let turn = Promise.resolve();
function send(card, path, values) {
  card.classList.add("is-waiting");
  const next = () => sendNow(document.getElementById(card.id) ?? card, path, values);
  turn = turn.then(next, next);
}

function sendNow(card, path, values) {
  const url = `${card.querySelector("a").getAttribute("href")}/${path}`;
  return htmx.ajax("POST", url, { source: card, target: "#day", swap: "none", values: { ...values, version: card.dataset.version } })
    .finally(() => document.getElementById(card.id)?.classList.remove("is-waiting"));
}

function open(card, path) {
  const url = `${itemOf(card).href}/${path}`;
  htmx.ajax("GET", url, { source: card, target: "#panel-body", swap: "innerHTML" });
}

/* A group is moved as one; what else there is to do is done to each of its patients. */
function letter(card, key) {
  if (card.dataset.lead && !"mk".includes(key)) return false;
  if (key in STATES) send(card, "state", { status: STATES[key] });
  else if (key === "c") send(card, "confirmation", {});
  else if (key === "x") open(card, "cancellation");
  else if (key === "m") open(card, card.dataset.lead ? "move?whom=group" : "move");
  else if (key === "k") cut(card);
  else return false;
  return true;
}

function enter(event) {
  if (event.key !== "ArrowDown" || event.target !== day()) return false;
  focusItem(byId(lastId) ?? day().querySelector(ITEMS));
  return true;
}

function pressUndo() {
  const button = document.querySelector("#undo-last button");
  button?.click();
  return Boolean(button);
}

function general(pressed) {
  const key = pressed.length === 1 ? pressed.toLowerCase() : pressed;
  if (key === "b" || key === "r") document.getElementById("new-appointment")?.click();
  else if (key === "t") document.querySelector("[data-step='0']")?.click();
  else if (key === "PageDown" || key === "]") document.querySelector("[data-step='1']")?.click();
  else if (key === "PageUp" || key === "[") document.querySelector("[data-step='-1']")?.click();
  else if (key === "u") return pressUndo();
  else if (key === "g") focusItem(byId(lastId) ?? day()?.querySelector(ITEMS));
  else return false;
  return true;
}

function act(event) {
  const link = event.target.closest?.(ITEMS);
  if (!link) return enter(event) || (!event.target.closest?.("#panel") && general(event.key));
  if (ARROWS[event.key]) return ARROWS[event.key](link), true;
  if (isGap(link) && event.key.toLowerCase() === "p") return paste(link, cursorOf(link));
  const card = link.closest(".appointment");
  if (card && mayBook() && letter(card, event.key.toLowerCase())) return true;
  return general(event.key);
}

/* What every program knows: Ctrl+X cuts the appointment in focus, Ctrl+V puts it into the free time in focus. */
function clipboard(event) {
  const link = event.target.closest?.(ITEMS);
  const undoes = event.ctrlKey || event.metaKey ? event.key.toLowerCase() === "z" && !event.shiftKey && !event.altKey : false;
  if (undoes && !event.target.closest?.("input, textarea, select, [contenteditable]")) return pressUndo();
  if (!link || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !mayBook()) return false;
  const key = event.key.toLowerCase();
  if (key === "x" && link.closest(".appointment")) return cut(link.closest(".appointment")), true;
  return key === "v" && isGap(link) && paste(link, cursorOf(link));
}

document.addEventListener("keydown", (event) => {
  if ((isShortcut(event) && act(event)) || clipboard(event)) event.preventDefault();
  else if (event.key === "Escape" && !event.defaultPrevented && !document.querySelector("#panel[open]")) letGo();
});

document.addEventListener("focusin", ({ target }) => {
  if (!target.matches?.(ITEMS)) return;
  lastId = idOf(target);
  rove();
});

document.addEventListener("htmx:after:swap", rove);

document.addEventListener("agenda-settled", ({ detail }) => {
  requestAnimationFrame(() => {
    const one = detail.appointment;
    const card = document.getElementById(`appointment-${one}`) ?? document.querySelector(`#day [data-members~="${one}"]`);
    if (!card) return;
    card.classList.add("is-fresh");
    if (!document.querySelector("#panel[open]")) return focusItem(card.querySelector("a"));
    lastId = card.id; // where the board is entered again once the panel is closed
    rove();
  });
});

rove();
