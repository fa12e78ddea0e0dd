/* The toolbar goes to another day as soon as it is chosen; a kind of appointment brings its usual length. */
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
  const minutes = target.matches("select[data-sets='minutes']") && target.selectedOptions[0]?.dataset.minutes;
  if (minutes) document.getElementById("minutes").value = minutes;
});
