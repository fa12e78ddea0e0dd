/* Keeps the open day, week or month true: asks whether its stamp is still the present one, and takes the board anew when it is not. */
import { askForSignIn } from "../sign-in-again.js";

const SHOWN = 1500;
const HIDDEN = 30000;
const FAILED = 5000;
const board = () => document.querySelector("[data-board]");
let stamp = null;
let timer = null;
let failures = 0;

const jitter = (ms) => ms * (0.9 + Math.random() * 0.2);
const offline = (is) => { document.getElementById("offline").hidden = !is; };

async function look() {
  const headers = { "HX-Request": "true", "X-Live": "1" };
  if (stamp) headers["If-None-Match"] = stamp;
  const answer = await fetch(board().dataset.board, { headers, cache: "no-store", redirect: "manual" });
  if (answer.status === 200) await take(answer);
  else if (answer.status === 401) askForSignIn(await answer.text());
  else if (answer.status !== 304) throw new Error(`the board answered ${answer.status}`);
}

async function take(answer) {
  const text = await answer.text();
  if (document.querySelector(".is-held")) return;
  const changed = stamp !== null || answer.headers.get("ETag") !== stamp;
  stamp = answer.headers.get("ETag");
  if (changed) await htmx.swap({ text, target: board(), swap: "outerMorph", sourceElement: board() });
}

async function round() {
  clearTimeout(timer);
  try {
    if (board()) await look();
    failures = 0;
  } catch {
    failures += 1;
  }
  offline(failures > 1);
  const pause = document.hidden ? HIDDEN : failures ? FAILED : SHOWN;
  timer = setTimeout(round, jitter(pause));
}

document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
addEventListener("online", round);
document.addEventListener("signed-in", round);
if (board()) {
  stamp = board().dataset.stamp ?? null;
  timer = setTimeout(round, jitter(SHOWN));
}
