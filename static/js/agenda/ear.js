/* Listens to a stream that says when something of a view has changed; a stream that is lost is asked for again, later and later. */
const DEAD = 50000;
const FIRST = 4000;
const LATEST = 120000;
const AT_ONCE = 200;
const SOON = 1500;

export class Ear {
  #source = null;
  #of = null;
  #none = false;
  #after = 0;
  #pause = FIRST;
  #timer = null;
  #heard;

  /* `heard` is called with the milliseconds within which the view is to be looked at. */
  constructor(heard) {
    this.#heard = heard;
  }

  get listens() {
    return this.#source?.readyState === EventSource.OPEN;
  }

  /* Whether it would listen to what an address shows, if it were told where. */
  wishes(address) {
    if (this.#of !== address) this.close();
    return !this.#none && !this.#source && Date.now() >= this.#after;
  }

  open(url, address) {
    if (!url) {
      this.#none = true;
      return;
    }
    this.#of = address;
    this.#source = new EventSource(url, { withCredentials: true });
    this.#source.onopen = () => this.#hear(0);
    this.#source.onerror = () => this.#lose();
    this.#source.addEventListener("changed", () => this.#hear(AT_ONCE));
    this.#source.addEventListener("beat", () => this.#beat());
    this.#live();
  }

  close() {
    clearTimeout(this.#timer);
    this.#source?.close();
    this.#source = null;
  }

  /* Something is different from before: the next look may ask for a stream at once. */
  hope() {
    this.#after = 0;
  }

  #hear(within) {
    this.#live();
    this.#heard(within);
  }

  #beat() {
    this.#pause = FIRST;
    this.#live();
  }

  #live() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#lose(), DEAD);
  }

  #lose() {
    this.close();
    this.#after = Date.now() + this.#pause * (0.5 + Math.random());
    this.#pause = Math.min(this.#pause * 2, LATEST);
    this.#heard(SOON);
  }
}
