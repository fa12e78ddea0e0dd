/* An appointment is dragged to another time or column, or longer and shorter by its lower edge; then it is asked for. */
import { clock, columnOf, columns, laneOf, makeGhost, mayBook, nearest, place, startOf, stepAt, STEP_MINUTES } from "./grid.js";
import { itemOf, propose } from "./propose.js";

const FAR_ENOUGH = 5;
const EDGE = 7;
const ghost = makeGhost();
let grip = null;

function start(event) {
  const card = event.target.closest?.(".appointment");
  if (!card || event.button !== 0 || event.pointerType === "touch" || !mayBook()) return;
  const lane = laneOf(columnOf(card));
  const resizing = card.getBoundingClientRect().bottom - event.clientY < EDGE;
  card.classList.add("is-held");
  grip = { card, resizing, x: event.clientX, y: event.clientY, within: stepAt(lane, event.clientY) - startOf(card), moving: false };
}

function under(event) {
  return columns().find((column) => {
    const box = column.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
}

function move(event) {
  if (!grip) return;
  if (!event.buttons) return end(event);
  if (!grip.moving && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < FAR_ENOUGH) return;
  if (!grip.moving) begin(event);
  const column = grip.resizing ? columnOf(grip.card) : under(event);
  if (!column) return;
  if (grip.resizing) return stretch(column, event);
  grip.column = column;
  grip.step = Math.max(0, nearest(stepAt(laneOf(column), event.clientY) - grip.within, event.shiftKey ? 1 : undefined));
  place(ghost, grip.step, Number(grip.card.dataset.length));
  ghost.textContent = clock(grip.step);
  laneOf(column).append(ghost);
}

function stretch(column, event) {
  const start = startOf(grip.card);
  grip.column = column;
  grip.step = start;
  grip.length = Math.max(1, nearest(stepAt(laneOf(column), event.clientY), event.shiftKey ? 1 : undefined) - start);
  place(ghost, start, grip.length);
  ghost.textContent = `${clock(start)} – ${clock(start + grip.length)}`;
  laneOf(column).append(ghost);
}

function begin(event) {
  grip.moving = true;
  grip.card.setPointerCapture?.(event.pointerId);
  grip.card.classList.add("is-dragging");
  ghost.classList.add("is-drop");
}

function end(event) {
  if (!grip) return;
  const { card, column, step, length, moving } = grip;
  grip = null;
  card.classList.remove("is-held", "is-dragging");
  if (moving) swallowClick();
  const changed = column && (column !== columnOf(card) || step !== startOf(card) || (length && length !== Number(card.dataset.length)));
  if (event.type !== "pointerup" || !moving || !changed) return ghost.remove();
  const minutes = length ? length * STEP_MINUTES : card.dataset.minutes;
  propose(itemOf(card), column, step, { minutes, from: card.querySelector("a"), then: () => ghost.remove() });
}

/* The release of a drag is no click on the card; a click that never comes is not waited for. */
function swallowClick() {
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
}

document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", end);
document.addEventListener("pointercancel", end);
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".appointment, .gap")) event.preventDefault(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && grip?.moving) end(event);
});
