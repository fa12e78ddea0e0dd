/* Asks an address again and again whether its stamp is still the present one; slower while nobody looks. */
const SHOWN = 1500;
const HIDDEN = 30000;
const FAILED = 5000;
const jitter = (ms) => ms * (0.9 + Math.random() * 0.2);

/* `take` gets the text of each new answer, `refuse` any status but 200 and 304, `offline` whether two tries in a row failed. */
export function poll({ address, stamp, take, refuse, offline, hidden = HIDDEN }) {
  let known = stamp ?? null;
  let failures = 0;
  let timer = null;

  async function look() {
    const headers = { "HX-Request": "true", "X-Live": "1" };
    if (known) headers["If-None-Match"] = known;
    const answer = await fetch(address(), { headers, cache: "no-store", redirect: "manual" });
    if (answer.status === 200) {
      known = answer.headers.get("ETag");
      await take(await answer.text());
    } else if (answer.status !== 304) await refuse(answer);
  }

  async function round() {
    clearTimeout(timer);
    try {
      await look();
      failures = 0;
    } catch {
      failures += 1;
    }
    offline(failures > 1);
    timer = setTimeout(round, jitter(document.hidden ? hidden : failures ? FAILED : SHOWN));
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) round(); });
  addEventListener("online", round);
  document.addEventListener("signed-in", round);
  timer = setTimeout(round, jitter(SHOWN));
}
