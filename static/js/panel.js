/* The side panel: opens when it is given content, keeps what is typed until one agrees to lose it, gives the focus back. */
import { ask } from "./dialogs.js";

const panel = document.getElementById("panel");
const body = document.getElementById("panel-body");
const phone = matchMedia("(max-width: 47.99rem)");
const FIRST = ["[autofocus]", "[aria-invalid]", ".panel-main :is(input:not([type=hidden]), select, textarea)", "#panel-title"];
let opener = null;
let sending = false;

const isTyped = (control) =>
  control.type === "checkbox" || control.type === "radio" ? control.checked !== control.defaultChecked
  : control.options ? [...control.options].some((option) => option.selected !== option.defaultSelected && option.index > 0)
  : "defaultValue" in control && control.type !== "hidden" && control.value !== control.defaultValue;

export function hasTypedText() {
  const form = body?.querySelector("form:not([data-careless])");
  return Boolean(form && ([...form.elements].some(isTyped) || form.querySelector("[aria-invalid]")));
}

function keepPageStill(still) {
  for (const part of document.querySelectorAll(".main, .topbar")) part.inert = still && phone.matches;
}

function focusFirst() {
  FIRST.map((selector) => body.querySelector(selector)).find(Boolean)?.focus();
}

function open() {
  const before = document.activeElement;
  if (before && before !== document.body) opener = before;
  panel.show();
  keepPageStill(true);
  focusFirst();
}

/* Another thing of the page was opened while the panel already stood open. */
function reopened({ detail: { ctx } }) {
  if (!panel.open || ctx.target !== body || panel.contains(ctx.sourceElement)) return;
  opener = ctx.sourceElement;
  focusFirst();
}

function shut() {
  if (!panel.open) return;
  keepPageStill(false);
  panel.close();
  body.replaceChildren();
  const home = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
  (home || document.getElementById("day") || document.getElementById("main")).focus({ preventScroll: true });
  opener = null;
  panel.dispatchEvent(new CustomEvent("panel:closed", { bubbles: true }));
}

async function mayDiscard() {
  return !hasTypedText() || (await ask("discard")) === "discard";
}

export async function closePanel() {
  if (await mayDiscard()) shut();
}

/* An answer to the page that would replace a half-filled form asks first. */
async function guard(event) {
  const { ctx, tasks } = event.detail;
  if (panel.contains(ctx.sourceElement) || !tasks.some(({ target }) => target === body) || !hasTypedText()) return;
  event.preventDefault();
  if (!(await mayDiscard())) return;
  body.replaceChildren();
  htmx.swap(ctx);
}

/* A fragment that stands in a page of its own is a page: what would open the panel from there leads on, as without scripts. */
const ALONE = ".main .panel-content [hx-target='#panel-body']";
document.addEventListener("click", (event) => {
  if (event.target.closest?.("a, button:not([type=submit])")?.matches(ALONE)) event.stopImmediatePropagation();
}, { capture: true });
document.addEventListener("submit", (event) => {
  if (event.target.matches(ALONE)) event.stopImmediatePropagation();
}, { capture: true });

/* Ctrl+Enter presses the form's first button from anywhere in it. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.isComposing || event.repeat) return;
  const form = event.target.closest?.(".panel-content form");
  const button = form?.querySelector("button.primary[type=submit]");
  if (!button || button.disabled) return;
  event.preventDefault();
  form.requestSubmit(button);
});

if (panel) {
  new MutationObserver(() => {
    if (body.childElementCount && !panel.open) open();
    else if (!body.childElementCount && panel.open) queueMicrotask(() => body.childElementCount || shut());
  }).observe(body, { childList: true });

  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-panel-close]") || !panel.contains(event.target)) return;
    event.preventDefault();
    closePanel();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !panel.open || event.defaultPrevented || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    closePanel();
  });
  document.addEventListener("panel-close", shut);
  document.addEventListener("htmx:before:swap", guard);
  document.addEventListener("htmx:after:swap", reopened);
  document.addEventListener("submit", (event) => { sending = !event.defaultPrevented; });
  addEventListener("beforeunload", (event) => {
    if (panel.open && !sending && hasTypedText()) event.preventDefault();
  });
}
