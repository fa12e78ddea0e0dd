/* The waiting list is kept true: answers to offers and others' changes appear by themselves. */
import { askForSignIn } from "../sign-in-again.js";
import { watch } from "./watch.js";

const list = () => document.getElementById("waitlist");

watch({
  address: () => list().dataset.board,
  stamp: () => list().dataset.stamp,
  take: (text) => htmx.swap({ text, target: list(), swap: "outerMorph", sourceElement: list() }),
  refuse: async (answer) => {
    if (answer.status === 401) askForSignIn(await answer.text());
    else throw new Error(`the waiting list answered ${answer.status}`);
  },
  offline: (is) => { document.getElementById("offline").hidden = !is; },
});
