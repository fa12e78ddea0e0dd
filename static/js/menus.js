/* Menus are <details>; this closes them by Escape, by a click elsewhere and when the focus leaves. */

const open = () => document.querySelectorAll("details[data-menu][open]");

function closeExcept(kept) {
  for (const menu of open()) if (menu !== kept) menu.open = false;
}

document.addEventListener("click", (event) => closeExcept(event.target.closest("details[data-menu]")));

document.addEventListener("focusin", (event) => closeExcept(event.target.closest("details[data-menu]")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of open()) {
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
