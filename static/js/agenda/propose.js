/* A drop or a paste is only proposed: the strip says what would happen and asks whether the patient hears of it. */
import { clock, day } from "./grid.js";

const strip = () => document.getElementById("strip");
let opener = null;
let after = null;

/* What is known of an appointment's card; `href` is its page. A group's card stands for all of it, by the first. */
export const itemOf = (card) => ({
  id: card.dataset.lead ?? card.id.replace("appointment-", ""), whom: card.dataset.lead ? "group" : "seat",
  href: card.querySelector("a").getAttribute("href").replace(/\/group$/, ""), version: card.dataset.version,
  minutes: card.dataset.minutes, practitioner: card.dataset.practitioner, room: card.dataset.room,
});

/* With whom and where an appointment would be in a column; another practitioner brings the first room that is free. */
function place(item, board, column) {
  const wanted = board.span === "week" ? board.whose : column;
  if (board.by === "room") return { practitioner_id: item.practitioner, room_id: wanted };
  return { practitioner_id: wanted, room_id: wanted === item.practitioner ? item.room : "0" };
}

export function propose(item, column, step, { minutes = item.minutes, from = document.activeElement, then = null } = {}) {
  const board = day().dataset;
  const values = { version: item.version, day: board.span === "week" ? column.dataset.column : board.day, time: clock(step), minutes, whom: item.whom ?? "seat",
                   ...place(item, board, column.dataset.column) };
  close();
  [opener, after] = [from, then];
  return htmx.ajax("GET", `${item.href}/proposal`, { source: day(), target: "#strip", swap: "innerHTML", values })
    .then(() => strip().querySelector("[autofocus]")?.focus());
}

export function close() {
  if (!strip()) return;
  strip().replaceChildren();
  after?.();
  after = null;
}

function leave() {
  close();
  const home = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
  (home ?? day())?.focus();
}

document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-strip-close]")) leave();
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !strip()?.childElementCount || event.defaultPrevented) return;
  event.preventDefault();
  leave();
}, { capture: true });
document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.id === "proposal") close();
});
