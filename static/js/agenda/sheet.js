/* The sheet of a day goes to the printer. */
document.addEventListener("click", ({ target }) => { if (target.closest?.("[data-print]")) print(); });
