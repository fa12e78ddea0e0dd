/* What an open booking form holds is let go of when it is closed; its booking says that it may be held. */

let held = null;

document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const place = ctx.sourceElement;
  if (place?.id !== "hold") return;
  const form = place.closest("form");
  form.elements.hold.disabled = false;
  held = { url: place.dataset.release, key: form.elements.idempotency_key.value, token: form.elements.csrf_token.value };
});

function release() {
  if (!held) return;
  const data = new FormData();
  data.set("idempotency_key", held.key);
  data.set("csrf_token", held.token);
  navigator.sendBeacon(held.url, data);
  held = null;
}

document.addEventListener("agenda-settled", () => { held = null; });
document.addEventListener("panel:closed", release);
addEventListener("pagehide", release);
