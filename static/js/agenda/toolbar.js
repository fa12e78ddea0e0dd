/* The toolbar goes to another day as soon as it is chosen; a kind of appointment brings its usual length, and by whom and
   where it is given. */
const offerOnly = (name, listed) => {
  const ids = listed ? listed.split(" ") : [];
  for (const option of document.getElementById(name)?.options ?? []) option.disabled = ids.length > 0 && option.value !== "0" && !ids.includes(option.value);
};
document.addEventListener("change", ({ target }) => {
  const form = target.closest("form[data-send-on-change]");
  if (form) form.requestSubmit();
  const minutes = target.matches("select[data-sets='minutes']") && target.selectedOptions[0]?.dataset.minutes;
  if (!minutes) return;
  const { practitioners, rooms } = target.selectedOptions[0].dataset;
  document.getElementById("minutes").value = minutes;
  offerOnly("practitioner_id", practitioners);
  offerOnly("room_id", rooms);
});
