/* Short messages that come and go; errors stay until they are dismissed. */

const host = document.getElementById("toasts");
const ICONS = { ok: "circle-check", info: "info", warn: "triangle-alert", error: "circle-alert" };
const SHOWN_MS = 6000;

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${host.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

function dismissButton() {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button plain small square";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", host.dataset.dismissLabel);
  button.append(icon("x"));
  return button;
}

export function toast(text, kind = "ok") {
  if (!host) return;
  const box = document.createElement("div");
  const words = document.createElement("span");
  box.className = `toast ${kind}`;
  words.textContent = text;
  box.append(icon(ICONS[kind] ?? "info"), words, dismissButton());
  host.append(box);
}

function leaveInTime(box) {
  if (!box.matches?.(".toast:not(.error)")) return;
  setTimeout(() => {
    if (box.matches(":hover, :focus-within")) leaveInTime(box);
    else box.remove();
  }, SHOWN_MS);
}

if (host) {
  new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(leaveInTime);
  }).observe(host, { childList: true });
}

document.addEventListener("click", (event) => event.target.closest("[data-dismiss]")?.closest(".toast")?.remove());
document.addEventListener("toast", ({ detail }) => toast(detail.text, detail.kind));
document.addEventListener("htmx:error", ({ detail }) => {
  if (host && detail.ctx && !detail.ctx.response) toast(host.dataset.offline, "error");
});
