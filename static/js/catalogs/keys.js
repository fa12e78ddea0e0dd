/* The grid from the keyboard: one tab stop, arrows go from cell to cell, letters act on the row in focus. */
import { isShortcut } from "../shortcuts.js";
import { open } from "./cells.js";
import { mark, toggleAll } from "./marks.js";
import { grid, rowOf, table } from "./rows.js";

const STOPS = ".pick, .star-button, .cell, [data-editor], .row-link, .toggle, [name=reset]";
let here = null;

const stopsOf = (row) => [...row.querySelectorAll(`:scope > tr:not(.note) :is(${STOPS})`)];
const rows = () => [...(table()?.querySelectorAll("tbody.term") ?? [])];
const columnOf = (stop) => stop.closest("td, th").cellIndex;
const inColumn = (row, column) => stopsOf(row).find((stop) => columnOf(stop) >= column) ?? stopsOf(row).at(-1);

/* One element of the grid can be reached by Tab; the arrows do the rest. */
function rove() {
  const stops = [...(table()?.querySelectorAll(`tbody ${STOPS.split(", ").join(", tbody ")}`) ?? [])];
  const stop = (here && stops.find((one) => one.id === here)) ?? stops.find((one) => one.matches(".row-link"));
  for (const one of stops) {
    one.tabIndex = one === stop ? 0 : -1;
    if (one.matches("a.cell")) one.setAttribute("role", "button");
  }
}

function go(stop) {
  if (!stop) return;
  here = stop.id;
  rove();
  stop.focus({ preventScroll: true });
  stop.scrollIntoView({ block: "nearest" });
}

function vertical(stop, by) {
  const all = rows();
  const row = all[all.indexOf(rowOf(stop)) + by];
  if (row) go(inColumn(row, columnOf(stop)));
}

function sideways(stop, by) {
  const stops = stopsOf(rowOf(stop));
  go(stops[stops.indexOf(stop) + by]);
}

const MOVES = {
  ArrowDown: (stop) => vertical(stop, 1),
  ArrowUp: (stop) => vertical(stop, -1),
  ArrowRight: (stop) => sideways(stop, 1),
  ArrowLeft: (stop) => sideways(stop, -1),
  Home: (stop) => go(inColumn(rows()[0], columnOf(stop))),
  End: (stop) => go(inColumn(rows().at(-1), columnOf(stop))),
};

const pressIn = (row, selector) => row.querySelector(selector)?.click();
const LETTERS = {
  h: (row) => pressIn(row, ".toggle"),
  f: (row) => pressIn(row, ".star-button"),
  r: (row) => pressIn(row, "[name=reset]"),
  o: (row) => pressIn(row, ".row-link"),
  e: (row) => open(row.querySelector("a.cell[data-edit=alias]") ?? row.querySelector("a.cell")),
};

function turn(by) {
  grid().querySelectorAll(".pagination .button")[by]?.click();
}

const ANYWHERE = {
  g: () => go((here && document.getElementById(here)) || inColumn(rows()[0], 3)),
  s: () => document.getElementById("grid-query")?.focus(),
  z: () => document.getElementById("undo-last")?.click(),
  a: () => toggleAll(),
  "[": () => turn(0),
  "]": () => turn(1),
};

function onRow(stop, key) {
  const row = rowOf(stop);
  if (MOVES[key]) return MOVES[key](stop), true;
  if (key === " ") return mark(row.querySelector(".pick"), !row.querySelector(".pick").checked), true;
  if (key in LETTERS) return LETTERS[key](row), true;
  return false;
}

function act(event) {
  if (event.target.closest?.("#panel") || !table()) return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const stop = event.target.closest?.(STOPS);
  if (stop && rowOf(stop) && onRow(stop, key)) return true;
  if (!(key in ANYWHERE)) return false;
  ANYWHERE[key]();
  return true;
}

document.addEventListener("keydown", (event) => {
  if (isShortcut(event) && act(event)) event.preventDefault();
});

/* From the search field the arrow leads down into the rows. */
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "grid-query" || event.key !== "ArrowDown" || !rows().length) return;
  event.preventDefault();
  go(inColumn(rows()[0], 3));
});

document.addEventListener("focusin", ({ target }) => {
  if (!rowOf(target) || !target.matches(STOPS)) return;
  here = target.id;
  rove();
});

/* After an answer: one tab stop again; the focus goes to its cell if what held it is gone; another page begins on top. */
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  rove();
  if (document.activeElement === document.body && !document.querySelector("#panel[open]")) {
    const kept = here && document.getElementById(here);
    (kept ?? table()?.querySelector("tbody .row-link"))?.focus({ preventScroll: true });
  }
  if (ctx.sourceElement?.closest?.(".pagination")) grid().scrollIntoView({ block: "start" });
});

rove();
