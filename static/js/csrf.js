/* Gives every changing htmx request the page's token, and renews the token after signing in again. */

const meta = document.querySelector('meta[name="csrf-token"]');

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  if (meta && ctx.request.method !== "GET") ctx.request.headers["X-CSRFToken"] = meta.content;
});

export function renewToken(token) {
  if (!token) return;
  if (meta) meta.content = token;
  for (const input of document.querySelectorAll('input[name="csrf_token"]')) input.value = token;
}
