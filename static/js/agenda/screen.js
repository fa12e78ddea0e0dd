/* A waiting room's screen: takes the calls anew as soon as they change, and lets a new call blink. */
import { watch } from "./watch.js";

const BLINKS = 10000;
const screen = document.getElementById("screen");
const clock = document.getElementById("clock");
const name = (call) => `${call.dataset.number} ${call.dataset.since}`;
const called = () => [...screen.querySelectorAll(".is-called")];
let known = new Set(called().map(name));

function take(text, stamp) {
  screen.replaceChildren(new DOMParser().parseFromString(text, "text/html").getElementById("calls"));
  screen.dataset.stamp = stamp;
  for (const call of called()) if (!known.has(name(call))) call.classList.add("is-fresh");
  known = new Set(called().map(name));
  setTimeout(() => { for (const call of called()) call.classList.remove("is-fresh"); }, BLINKS);
}

function tick() {
  clock.textContent = new Date().toLocaleTimeString(clock.dataset.locale, { hour: "2-digit", minute: "2-digit", timeZone: clock.dataset.zone });
}

watch({
  address: () => screen.dataset.calls,
  stamp: () => screen.dataset.stamp,
  take,
  refuse: (answer) => {
    if (answer.status === 404) location.reload();
    else throw new Error(`the screen answered ${answer.status}`);
  },
  offline: (is) => { document.getElementById("offline").hidden = !is; },
  hidden: 3000,
  always: true,
});
tick();
setInterval(tick, 5000);
