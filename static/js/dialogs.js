/* Opens dialogs by button, closes them by a click beside them. */

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    opener.closest("details")?.removeAttribute("open");
    document.getElementById(opener.dataset.opens)?.showModal();
  } else if (event.target.matches("dialog.dialog:not(#sign-in-again)")) {
    event.target.close();
  }
});

/* Asks in a dialog whose buttons have values, and resolves to the value pressed ("" for Escape). */
export function ask(id) {
  const dialog = document.getElementById(id);
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }));
}
