/* A cell that one types in: Enter or a click opens a field in its place; Enter or leaving it saves, Escape does not. */
import { isShortcut } from "../shortcuts.js";
import { grid, rowOf, send } from "./rows.js";

const CELL = "#grid a.cell";
const EDITOR = "#grid [data-editor]";
const DECIMAL = { price: "decimal", minutes: "numeric", position: "numeric" };

function field(cell) {
  const input = document.createElement("input");
  input.className = "input";
  input.id = cell.id;
  input.dataset.editor = cell.dataset.edit;
  input.value = cell.dataset.value;
  input.defaultValue = cell.dataset.value;
  input.placeholder = cell.dataset.hint ?? "";
  input.inputMode = DECIMAL[cell.dataset.edit] ?? "text";
  input.autocomplete = "off";
  input.setAttribute("aria-label", cell.getAttribute("aria-label"));
  return input;
}

export function open(cell, typed) {
  const input = field(cell);
  input.cell = cell;
  cell.parentElement.classList.add("is-open");
  cell.replaceWith(input);
  input.focus();
  if (typed === undefined) input.select();
}

/* Back to what stands, whether the field was opened here or came back from the server with something to say. */
function close(input) {
  const row = rowOf(input);
  if (!input.cell) return htmx.ajax("GET", `${row.dataset.at}/row`, { source: row, target: `#${row.id}`, swap: "outerHTML" });
  input.parentElement.classList.remove("is-open");
  input.replaceWith(input.cell);
  return input.cell;
}

function save(input, next) {
  if (input.sent) return;
  if (input.value === input.defaultValue && !("held" in input.dataset)) {
    if (!input.cell) return;
    const cell = close(input);
    (next ?? cell).focus();
    return;
  }
  input.sent = true;
  wanted = next?.id ?? input.id;
  opening = Boolean(next);
  send(rowOf(input), { [input.dataset.editor]: input.value });
}

/* Where the focus goes when the row comes back, and whether that cell opens at once. */
let wanted = null;
let opening = false;

function neighbour(input, by) {
  const all = [...rowOf(input).querySelectorAll("a.cell, [data-editor]")];
  return all[all.indexOf(input) + by];
}

function tab(event, input) {
  const next = neighbour(input, event.shiftKey ? -1 : 1);
  if (!next?.matches("a.cell")) return;
  event.preventDefault();
  if (input.value === input.defaultValue && input.cell) {
    close(input);
    open(next);
  } else save(input, next);
}

document.addEventListener("keydown", (event) => {
  const input = event.target;
  if (!input.matches?.(EDITOR) || event.isComposing || event.defaultPrevented) return;
  if (event.key === "Enter") {
    event.preventDefault();
    save(input);
  } else if (event.key === "Escape") {
    event.preventDefault();
    wanted = input.id;
    input.sent = true;
    close(input)?.focus?.();
  } else if (event.key === "Tab") tab(event, input);
});

document.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!target.matches?.(EDITOR) || "held" in target.dataset || target.sent || !target.isConnected) return;
  const going = relatedTarget?.closest?.("#grid") ? relatedTarget : null;
  if (target.value !== target.defaultValue) {
    target.sent = true;
    wanted = going?.id ?? null;
    opening = false;
    send(rowOf(target), { [target.dataset.editor]: target.value });
  } else if (target.cell) queueMicrotask(() => target.isConnected && close(target));
});

document.addEventListener("click", (event) => {
  const cell = event.target.closest?.(CELL);
  if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(cell);
});

/* Typing on a cell replaces what stands there, as in a sheet; letters are keys, so only figures do. */
document.addEventListener("keydown", (event) => {
  const cell = event.target.closest?.(CELL);
  if (cell && isShortcut(event) && /^[0-9]$/.test(event.key) && cell.dataset.edit !== "alias") {
    event.preventDefault();
    open(cell, event.key);
    const input = document.activeElement;
    input.value = event.key;
  }
});

/* The row came back: the field that needs another look, else the cell that was being edited. */
function settle() {
  const open = grid()?.querySelector("[data-editor][aria-invalid], [data-editor][data-held]");
  const target = open ?? (wanted && document.getElementById(wanted));
  const enter = opening && !open;
  wanted = null;
  opening = false;
  if (!target) return;
  if (enter && target.matches("a.cell")) target.click();
  else target.focus({ preventScroll: true });
}

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.sourceElement?.matches?.("tbody.term") || wanted) settle();
});
