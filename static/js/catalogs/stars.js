/* Stars of one's own: pressing one anywhere changes what is at hand, and every star of its term follows. */

const STAR = "[data-star]";

/* What is at hand says which terms are starred. */
function follow() {
  for (const star of document.querySelectorAll(`#terms ${STAR}`)) {
    const given = document.querySelector(`#mine ${STAR}[aria-pressed=true][data-star="${star.dataset.star}"]`) !== null;
    star.setAttribute("aria-pressed", String(given));
    star.value = given ? "0" : "1";
  }
}

document.addEventListener("click", async (event) => {
  const star = event.target.closest?.(STAR);
  if (!star) return;
  event.preventDefault();
  const { id } = star;
  const values = { starred: star.value };
  await htmx.ajax("POST", star.getAttribute("formaction"), { source: star, target: "#mine", swap: "outerHTML", values });
  follow();
  if (document.activeElement === document.body) (document.getElementById(id) ?? document.getElementById("mine-title"))?.focus();
});
