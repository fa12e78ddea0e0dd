/* Theme and density: set on the page at once, kept in a cookie so that the server renders them from then on. */

const A_YEAR = 31536000;

export function readPreference(name) {
  return document.cookie.split("; ").find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

export function keepPreference(name, value) {
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `${name}=${value}; path=/; max-age=${A_YEAR}; samesite=lax${secure}`;
}

document.addEventListener("change", ({ target }) => {
  const name = target.dataset?.preference;
  if (!name) return;
  const value = target.type === "checkbox" ? (target.checked ? "on" : "off") : target.value;
  keepPreference(name, value);
  document.documentElement.dataset[name] = value;
});
