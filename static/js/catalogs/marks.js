/* Marked rows: all of a page at once, a range with Shift, how many they are, and what stays marked when rows come back. */
import { grid, table } from "./rows.js";

const boxes = () => [...(table()?.querySelectorAll(".pick") ?? [])];
let last = null;

export function mark(box, on) {
  box.checked = on;
  count();
}

function count() {
  const all = boxes();
  const marked = all.filter((box) => box.checked).length;
  const every = document.getElementById("everything");
  const head = document.getElementById("pick-all");
  const said = document.getElementById("picked");
  if (head) {
    head.checked = marked > 0 && marked === all.length;
    head.indeterminate = marked > 0 && marked < all.length;
  }
  if (!said) return;
  grid().classList.toggle("has-marks", marked > 0 || Boolean(every?.checked));
  said.textContent = marked === 1 ? said.dataset.one : said.dataset.many.replace("{n}", marked);
}

export function toggleAll() {
  const all = boxes();
  const on = !all.every((box) => box.checked);
  for (const box of all) box.checked = on;
  if (!on && document.getElementById("everything")) document.getElementById("everything").checked = false;
  count();
}

document.addEventListener("click", (event) => {
  const box = event.target;
  if (!box.matches?.("#grid .pick")) return;
  const all = boxes();
  if (event.shiftKey && last?.isConnected) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const one of all.slice(from, to + 1)) one.checked = box.checked;
  }
  last = box;
});

document.addEventListener("change", ({ target }) => {
  if (target.id === "pick-all") {
    for (const box of boxes()) box.checked = target.checked;
    count();
  } else if (target.id === "everything") {
    for (const box of boxes()) box.checked = target.checked;
    count();
  } else if (target.matches?.("#grid .pick")) count();
});

/* A row that comes back after a change of its own keeps its mark. */
let marked = new Set();
document.addEventListener("htmx:before:swap", () => {
  marked = new Set(boxes().filter((box) => box.checked).map((box) => box.id));
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id !== "deeds") for (const box of boxes()) box.checked ||= marked.has(box.id);
  count();
});

count();
