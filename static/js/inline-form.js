/* A few fields that are sent by a button of their own inside another form: Enter presses that button, not the form's. */

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !event.target.matches?.("[data-inline-form] input")) return;
  event.preventDefault();
  event.target.closest("[data-inline-form]").querySelector("[data-inline-submit]").click();
});
