/* The board's geometry: steps of five minutes since midnight, columns, and where a pointer is. */
export const STEP_MINUTES = 5;
export const QUARTER = 15 / STEP_MINUTES;

export const day = () => document.getElementById("day");
export const mayBook = () => day()?.dataset.mayBook === "1";
export const columns = () => [...day().querySelectorAll("[data-column]")];
export const columnOf = (element) => element.closest("[data-column]");
export const laneOf = (column) => column.querySelector(".lane");

/* `t-105` in an element's classes is 105. */
export const placed = (element, letter) => Number([...element.classList].find((name) => name.startsWith(`${letter}-`))?.slice(letter.length + 1) ?? 0);
export const startOf = (element) => placed(element, "t");
export const lengthOf = (element) => placed(element, "h");

export function place(element, start, length) {
  element.classList.remove(`t-${startOf(element)}`, `h-${lengthOf(element)}`);
  element.classList.add(`t-${start}`, `h-${length}`);
}

export const clock = (step) => `${String(Math.floor(step / 12)).padStart(2, "0")}:${String((step % 12) * STEP_MINUTES).padStart(2, "0")}`;

/* The step under a pointer, as a fraction. */
export function stepAt(lane, clientY) {
  const box = lane.getBoundingClientRect();
  const steps = placed(day(), "until") - placed(day(), "from");
  return placed(day(), "from") + ((clientY - box.top) / box.height) * steps;
}

export const snap = (step, to = QUARTER) => Math.floor(step / to) * to;
export const nearest = (step, to = QUARTER) => Math.round(step / to) * to;

export function makeGhost() {
  const ghost = document.createElement("div");
  ghost.className = "ghost";
  ghost.setAttribute("aria-hidden", "true");
  return ghost;
}
