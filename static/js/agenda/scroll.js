/* The board opens where the day is: the present time a little below the top. */
import { day } from "./grid.js";

const now = day()?.querySelector(".now");
if (now && day().scrollTop === 0) {
  day().scrollTop = now.offsetTop - day().clientHeight / 3;
}
