/* The waiting room: kept true, its minutes counted, and its cards driven by single keys. */
import { isShortcut } from "../shortcuts.js";
import { askForSignIn } from "../sign-in-again.js";
import { watch } from "./watch.js";

const MINUTE = 60000;
const queue = () => document.getElementById("queue");
const cards = () => [...document.querySelectorAll("#queue .queue-columns .turn")];

function count() {
  const { amber, red, long, tooLong } = queue().dataset;
  for (const elapsed of document.querySelectorAll("#queue .elapsed")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(elapsed.dataset.since)) / MINUTE));
    elapsed.querySelector("[data-minutes]").textContent = minutes;
    if (elapsed.dataset.waits === undefined) continue;
    const turn = elapsed.closest(".turn");
    turn.classList.toggle("red", minutes >= Number(red));
    turn.classList.toggle("amber", minutes >= Number(amber) && minutes < Number(red));
    elapsed.querySelector("[data-tone]").textContent = minutes >= Number(red) ? `· ${tooLong}` : minutes >= Number(amber) ? `· ${long}` : "";
  }
}

/* Whom one asks about: their time has come, though nothing has changed. */
function ask() {
  const due = [...document.querySelectorAll("[data-ask]")].filter((row) => Date.parse(row.dataset.ask) <= Date.now());
  for (const row of due) row.querySelector('[value="noshow"]').hidden = false;
  const badge = document.querySelector(".asked-count");
  if (!badge) return;
  badge.hidden = !due.length;
  badge.querySelector("[data-asked]").textContent = due.length;
}

async function take(text) {
  await htmx.swap({ text, target: queue(), swap: "outerMorph", sourceElement: queue() });
  count();
}

function step(by) {
  const all = cards();
  const at = all.indexOf(document.activeElement?.closest(".turn"));
  const next = all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  next?.querySelector(".turn-who").focus();
  return Boolean(next);
}

/* The focused card's button, else the one of its column. */
function press(key) {
  const card = document.activeElement?.closest(".turn");
  const within = card?.querySelector(`[data-key="${key}"]`) ?? document.activeElement?.closest(".queue-column")?.querySelector(`[data-key="${key}"]`);
  const button = within ?? (key === "n" ? document.querySelector('#queue [data-key="n"]') : null);
  button?.click();
  return Boolean(button);
}

function act(key) {
  if (key === "ArrowDown" || key === "j") return step(1);
  if (key === "ArrowUp" || key === "k") return step(-1);
  if (key === "w") {
    document.getElementById("walk-in")?.click();
    return true;
  }
  return /^[cefnxz]$/.test(key) && press(key);
}

document.addEventListener("keydown", (event) => {
  if (isShortcut(event) && !document.querySelector("#panel[open]") && act(event.key)) event.preventDefault();
});

watch({
  address: () => queue().dataset.queue,
  stamp: () => queue().dataset.stamp,
  take,
  refuse: async (answer) => {
    if (answer.status === 401) askForSignIn(await answer.text());
    else throw new Error(`the queue answered ${answer.status}`);
  },
  offline: (is) => { document.getElementById("offline").hidden = !is; },
});
setInterval(() => { count(); ask(); }, MINUTE / 4);
