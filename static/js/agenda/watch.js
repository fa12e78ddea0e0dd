/* Keeps a view true. A stream says when something has changed; until it is open, and whenever it is lost, the view asks again and again. */
import { Ear } from "./ear.js";

const SHOWN = 1500;
const LISTENING = 60000;
const HIDDEN = 30000;
const FAILED = 5000;
const PATIENCE = 15000;
const jitter = (ms, by = 0.1) => ms * (1 - by + Math.random() * 2 * by);

/* `stamp` tells that of what stands on the screen, nothing of what somebody's own action has put there: it may be older than what was seen
   before. `take` gets the text of each new answer, which carries its stamp along, and the stamp; it may say `false`: not now. `refuse` gets
   any status but 200 and 304, `offline` whether two tries in a row failed. A view that is `always` seen listens even where the browser
   thinks that nobody looks. */
export function watch({ address, stamp, take, refuse, offline, hidden = HIDDEN, always = false }) {
  let failures = 0;
  let timer = null;
  let asking = false;
  let again = false;
  let held = false;
  const ear = new Ear((within) => soon(Math.random() * within));
  const unseen = () => document.hidden && !always;

  function soon(ms) {
    clearTimeout(timer);
    if (asking) again = true;
    else timer = setTimeout(round, ms);
  }

  async function look() {
    const here = address();
    if (!here) return;
    const wishes = !unseen() && ear.wishes(here);
    const headers = { "HX-Request": "true", "X-Live": wishes ? "stream" : "1" };
    if (stamp()) headers["If-None-Match"] = stamp();
    const answer = await fetch(here, { headers, cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) });
    // Whoever has turned away meanwhile does not begin to listen.
    if (wishes && !unseen() && (answer.ok || answer.status === 304)) ear.open(answer.headers.get("X-Stream"), here);
    if (answer.status === 200) held = (await take(await answer.text(), answer.headers.get("ETag"))) === false;
    else if (answer.status !== 304) await refuse(answer);
  }

  /* Pages that began to listen at the same moment, after an outage, must not look at the same moment ever after. */
  function pause() {
    if (document.hidden && !ear.listens) return jitter(hidden);
    if (failures) return jitter(FAILED);
    return ear.listens && !held ? jitter(LISTENING, 0.4) : jitter(SHOWN);
  }

  async function round() {
    asking = true;
    again = false;
    try {
      await look();
      failures = 0;
    } catch {
      failures += 1;
    }
    asking = false;
    offline(failures > 1);
    soon(again ? 0 : pause());
  }

  function now() {
    ear.hope();
    soon(0);
  }

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) now();
    else if (unseen()) {
      ear.close();
      soon(jitter(SHOWN));
    }
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.request && address() && !stamp()) soon(0);
  });
  addEventListener("online", now);
  document.addEventListener("signed-in", now);
  soon(jitter(SHOWN));
}
