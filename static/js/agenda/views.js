/* Alt and a digit switch to the saved view of that place. */
document.addEventListener("keydown", (event) => {
  const digit = event.altKey && !event.ctrlKey && !event.metaKey && /^Digit([1-9])$/.exec(event.code);
  const button = digit && document.querySelector(`[data-view="${digit[1]}"]`);
  if (!button || document.querySelector("dialog:modal")) return;
  event.preventDefault();
  button.click();
});
