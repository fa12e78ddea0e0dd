/* An appointment is dragged to another time or column; the server has the last word and says what is in the way. */
import { clock, columnOf, columns, day, laneOf, makeGhost, mayBook, nearest, place, startOf, stepAt } from "./grid.js";

const FAR_ENOUGH = 5;
const ghost = makeGhost();
let grip = null;

function start(event) {
  const card = event.target.closest?.(".appointment");
  if (!card || event.button !== 0 || event.pointerType === "touch" || !mayBook()) return;
  const lane = laneOf(columnOf(card));
  grip = { card, x: event.clientX, y: event.clientY, within: stepAt(lane, event.clientY) - startOf(card), moving: false };
}

function under(event) {
  return columns().find((column) => {
    const box = column.getBoundingClientRect();
    return event.clientX >= box.left && event.clientX < box.right;
  });
}

function move(event) {
  if (!grip) return;
  if (!grip.moving && Math.hypot(event.clientX - grip.x, event.clientY - grip.y) < FAR_ENOUGH) return;
  if (!grip.moving) begin(event);
  const column = under(event);
  if (!column) return;
  grip.column = column;
  grip.step = Math.max(0, nearest(stepAt(laneOf(column), event.clientY) - grip.within, event.shiftKey ? 1 : undefined));
  place(ghost, grip.step, Number(grip.card.dataset.length));
  ghost.textContent = clock(grip.step);
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
  const { card, column, step, moving } = grip;
  grip = null;
  ghost.remove();
  card.classList.remove("is-dragging");
  if (!moving) return;
  swallowClick();
  if (event.type === "pointerup" && column && (column !== columnOf(card) || step !== startOf(card))) drop(card, column, step);
}

/* The release of a drag is no click on the card; a click that never comes is not waited for. */
function swallowClick() {
  const swallow = (click) => { click.preventDefault(); click.stopPropagation(); };
  addEventListener("click", swallow, { capture: true, once: true });
  setTimeout(() => removeEventListener("click", swallow, { capture: true }), 50);
}

function drop(card, column, step) {
  const values = { version: card.dataset.version, day: day().dataset.day, time: clock(step), minutes: card.dataset.minutes,
                   practitioner_id: card.dataset.practitioner, room_id: card.dataset.room };
  const changed = column !== columnOf(card);
  if (changed && day().dataset.by === "room") values.room_id = column.dataset.column;
  else if (changed) Object.assign(values, { practitioner_id: column.dataset.column, room_id: "0" });
  card.classList.add("is-waiting");
  const url = `${card.querySelector("a").getAttribute("href")}/move`;
  htmx.ajax("POST", url, { source: card, target: "#panel-body", swap: "innerHTML", values })
    .finally(() => card.classList.remove("is-waiting"));
}

document.addEventListener("pointerdown", start);
document.addEventListener("pointermove", move);
document.addEventListener("pointerup", end);
document.addEventListener("pointercancel", end);
document.addEventListener("dragstart", (event) => { if (event.target.closest?.(".appointment, .gap")) event.preventDefault(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && grip?.moving) end(event);
});
