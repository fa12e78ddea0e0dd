/* A session that ends while someone works: ask for the password in place, then send the same request again. */
import { renewToken } from "./csrf.js";

const dialog = document.getElementById("sign-in-again");
const unsent = new Map();

/* Asked once: an open page that keeps asking does not take away what is being typed. */
export function askForSignIn(form) {
  if (dialog && !dialog.open) askFor(form);
}

function askFor(form) {
  const body = document.getElementById("sign-in-again-body");
  body.replaceChildren();
  htmx.swap({ text: form, target: body, swap: "innerHTML", sourceElement: body });
  if (!dialog.open) dialog.showModal();
  [...body.querySelectorAll("input:not([type=hidden])")].find((input) => !input.value)?.focus();
}

function sendAgain(ctx) {
  const { method, action } = ctx.request;
  const { sourceElement: source, sourceEvent: event, target, swap, values } = ctx;
  htmx.ajax(method, action, { source, event, target, swap, values, confirm: null });
}

/* Whoever signs in may be another person than the one who opened the page: the server then asks before it goes on. */
document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  const person = document.querySelector('meta[name="person"]');
  if (person && dialog?.contains(ctx.sourceElement)) ctx.request.headers["X-Person"] = person.content;
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status !== 401 || !dialog || dialog.contains(ctx.sourceElement)) return;
  event.preventDefault();
  unsent.set(ctx.sourceElement, ctx);
  askFor(ctx.text);
});

document.addEventListener("signed-in", ({ detail }) => {
  renewToken(detail.csrf_token);
  dialog?.close();
  const requests = [...unsent.values()];
  unsent.clear();
  requests.forEach(sendAgain);
});

dialog?.addEventListener("cancel", () => unsent.clear());
