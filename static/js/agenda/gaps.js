/* A free gap books the very time that is pointed at, or that the arrow keys have gone to. */
import { cutting, paste } from "./cut.js";
import { clock, columnOf, laneOf, lengthOf, makeGhost, place, QUARTER, snap, startOf, stepAt } from "./grid.js";

const USUAL = 6;
const ghost = makeGhost();
let cursor = null;

export const isGap = (element) => element?.matches?.(".gap");
/* Where the arrows went in a gap that has become shorter since may lie beyond its end. */
const isWithin = (gap, step) => step >= startOf(gap) && step < startOf(gap) + lengthOf(gap);
export const cursorOf = (gap) => (cursor?.gap === gap.id && isWithin(gap, cursor.step) ? cursor.step : startOf(gap));

/* A quarter of an hour inside the gap, or its very start where that is later. */
function within(gap, step) {
  const last = startOf(gap) + lengthOf(gap) - 1;
  return Math.min(Math.max(snap(step), startOf(gap)), last);
}

function show(gap, step) {
  const length = Math.min(USUAL, startOf(gap) + lengthOf(gap) - step);
  place(ghost, step, Math.max(1, length));
  ghost.textContent = clock(step);
  const lane = laneOf(columnOf(gap));
  if (ghost.parentElement !== lane) lane.append(ghost);
}

export function moveCursor(gap, by) {
  const step = by > 0 ? snap(cursorOf(gap)) + QUARTER : Math.max(startOf(gap), snap(cursorOf(gap) - 1));
  if (!isWithin(gap, step) || step === cursorOf(gap)) return false;
  cursor = { gap: gap.id, step };
  show(gap, step);
  document.getElementById("announcer").textContent = clock(step);
  return true;
}

export function book(gap, step) {
  const url = new URL(gap.href);
  url.searchParams.set("time", clock(step));
  htmx.ajax("GET", url.pathname + url.search, { source: gap, target: "#panel-body", swap: "innerHTML" });
}

document.addEventListener("pointermove", (event) => {
  const gap = event.pointerType === "mouse" && event.buttons === 0 && event.target.closest?.(".gap");
  if (gap) show(gap, within(gap, stepAt(laneOf(columnOf(gap)), event.clientY)));
  else if (!isGap(document.activeElement)) ghost.remove();
});

document.addEventListener("focusin", ({ target }) => {
  if (isGap(target)) show(target, cursorOf(target));
  else ghost.remove();
});

document.addEventListener("click", (event) => {
  const gap = event.target.closest?.(".gap");
  if (!gap || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const pointed = event.detail > 0;
  const step = pointed ? within(gap, stepAt(laneOf(columnOf(gap)), event.clientY)) : cursorOf(gap);
  if (cutting()) paste(gap, step);
  else book(gap, step);
});
