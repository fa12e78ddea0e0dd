/* Without dragging: an appointment is cut, one goes to whatever day or week, and a free time takes it. It lasts as long as the tab. */
import { columnOf } from "./grid.js";
import { itemOf, propose } from "./propose.js";

const KEY = "agenda-cut";
const chip = document.getElementById("cut");

export const cutting = () => JSON.parse(sessionStorage.getItem(KEY) ?? "null");

function show() {
  const item = cutting();
  if (chip) chip.hidden = !item;
  for (const card of document.querySelectorAll("#day .appointment")) card.classList.toggle("is-cut", Boolean(item) && itemOf(card).id === item.id);
}

function keep(item) {
  sessionStorage.setItem(KEY, JSON.stringify(item));
  show();
  document.getElementById("announcer").textContent = chip.querySelector("span").textContent;
}

export const cut = (card) => keep(itemOf(card));

export function letGo() {
  sessionStorage.removeItem(KEY);
  show();
}

export function paste(gap, step) {
  const item = cutting();
  if (item) propose(item, columnOf(gap), step, { from: gap });
  return Boolean(item);
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.("[data-cut]");
  if (button) keep(JSON.parse(button.dataset.cut));
  else if (target.closest?.("[data-cut-drop]")) letGo();
});
document.addEventListener("agenda-settled", ({ detail }) => {
  if (String(detail.appointment) === cutting()?.id) letGo();
});
document.addEventListener("htmx:after:swap", show);
show();
