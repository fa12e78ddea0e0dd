/* Keeps the open day, week or month true. */
import { askForSignIn } from "../sign-in-again.js";
import { watch } from "./watch.js";

const board = () => document.querySelector("[data-board]");

async function take(text) {
  if (document.querySelector(".is-held")) return false;
  await htmx.swap({ text, target: board(), swap: "outerMorph", sourceElement: board() });
  return true;
}

if (board()) watch({
  address: () => board()?.dataset.board,
  stamp: () => board()?.dataset.stamp,
  take,
  refuse: async (answer) => {
    if (answer.status === 401) askForSignIn(await answer.text());
    else throw new Error(`the board answered ${answer.status}`);
  },
  offline: (is) => { document.getElementById("offline").hidden = !is; },
});
