/* The grid of a catalog: cells edited in place, keys, marks, and what the page does after an answer. */
import "./cells.js";
import "./keys.js";
import "./marks.js";
