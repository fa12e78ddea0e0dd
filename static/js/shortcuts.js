/* Single keys, only while nobody types: "/" finds a patient, "?" shows the sheet, letters press the open panel's buttons. */
import { readPreference } from "./preferences.js";

const TYPING = "input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable]";
const choice = document.querySelector('[data-preference="shortcuts"]');

if (choice) choice.checked = readPreference("shortcuts") !== "off";

/* Other modules ask this before they act on a key of their own. */
export function isShortcut(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  if (event.target.closest?.(TYPING) || document.querySelector("dialog:modal")) return false;
  return event.key.length > 1 || readPreference("shortcuts") !== "off";
}

function pressInPanel(key) {
  const panel = document.querySelector("#panel[open]");
  if (!panel?.contains(document.activeElement)) return false;
  const button = panel.querySelector(`[aria-keyshortcuts="${CSS.escape(key.toUpperCase())}"]`);
  button?.click();
  return Boolean(button);
}

function act(key) {
  const search = document.getElementById("site-search");
  if (key === "/" && search?.checkVisibility()) search.focus();
  else if (key === "?") document.getElementById("shortcuts")?.showModal();
  else return pressInPanel(key);
  return true;
}

document.addEventListener("keydown", (event) => {
  if (isShortcut(event) && act(event.key)) event.preventDefault();
});
