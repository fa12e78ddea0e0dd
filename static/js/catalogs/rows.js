/* Rows of the grid: which one holds something, and how a change of one is sent. */

export const grid = () => document.getElementById("grid");
export const table = () => document.querySelector("#grid table.grid");
export const rowOf = (element) => element?.closest("tbody.term");

/* The page of the grid goes along, so that an answer without scripts leads back to it. */
export async function send(row, values) {
  row.classList.add("is-waiting");
  try {
    await htmx.ajax("POST", row.dataset.at, {
      source: row, target: `#${row.id}`, swap: "outerHTML", values: { ...values, version: values.version ?? row.dataset.version },
    });
  } finally {
    document.getElementById(row.id)?.classList.remove("is-waiting");
    /* Still there: nothing came back, so what was typed can be sent again. */
    for (const input of row.querySelectorAll("[data-editor]")) input.sent = false;
  }
}

/* A button that changes one thing of its row says in its name and value what becomes of it. */
document.addEventListener("click", (event) => {
  const button = event.target.closest?.("#grid [data-set]");
  if (!button) return;
  event.preventDefault();
  const row = rowOf(button);
  if (!row.classList.contains("is-waiting")) send(row, { [button.name]: button.value });
});

/* A term's name opens it in the panel. */
document.addEventListener("click", (event) => {
  const link = event.target.closest?.("#grid .row-link");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  htmx.ajax("GET", link.getAttribute("href"), { source: link, target: "#panel-body", swap: "innerHTML" });
});
