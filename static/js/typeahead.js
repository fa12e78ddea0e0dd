/* A combobox: options come from the server while one types; arrows, Enter and Escape work as everywhere. */

const FIELD = "[data-typeahead]";
const COMBOBOX = `${FIELD} [role="combobox"]`;

const parts = (input) => {
  const field = input.closest(FIELD);
  return {
    input,
    list: document.getElementById(input.getAttribute("aria-controls")),
    value: field.querySelector("[data-typeahead-value]"),
    clear: field.querySelector("[data-clear]"),
    count: field.querySelector("[data-typeahead-count]"),
  };
};
const options = (list) => [...list.querySelectorAll('[role="option"]')];
const active = (list) => list.querySelector('[aria-selected="true"]');

function mark({ input, list }, option) {
  active(list)?.setAttribute("aria-selected", "false");
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

function show(box, shown) {
  box.list.hidden = !shown;
  box.input.setAttribute("aria-expanded", String(shown));
  if (!shown) mark(box, null);
}

function announce({ list, count }) {
  const n = options(list).filter((option) => !("extra" in option.dataset)).length;
  const { one, many, none } = count.dataset;
  count.textContent = n === 0 ? none : n === 1 ? one : many.replace("{n}", n);
}

function step(box, by) {
  const all = options(box.list);
  if (!all.length) return htmx.trigger(box.input, "typeahead:open");
  if (box.list.hidden) show(box, true);
  const at = all.indexOf(active(box.list));
  mark(box, all[at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length]);
}

function choose(box, option) {
  if (option.dataset.value === undefined) return;
  box.input.value = option.dataset.text;
  setValue(box, option.dataset.value);
  show(box, false);
  box.list.replaceChildren();
}

function setValue({ value, clear }, id) {
  if (clear) clear.hidden = !id;
  if (!value || value.value === id) return;
  value.value = id;
  value.dispatchEvent(new Event("change", { bubbles: true }));
}

const KEYS = {
  ArrowDown: (box) => step(box, 1),
  ArrowUp: (box) => step(box, -1),
  Escape: (box) => (box.list.hidden ? false : show(box, false)),
  Enter: (box) => {
    const option = box.list.hidden ? null : active(box.list);
    if (option) option.click();
    else if (!box.value || box.value.value || !box.input.value) return false;
  },
};

document.addEventListener("keydown", (event) => {
  if (!event.target.matches?.(COMBOBOX) || event.isComposing) return;
  const handled = KEYS[event.key]?.(parts(event.target));
  if (event.key in KEYS && handled !== false) event.preventDefault();
});

document.addEventListener("input", ({ target }) => {
  if (target.matches?.(COMBOBOX)) setValue(parts(target), "");
});

document.addEventListener("focusin", ({ target }) => {
  if (target.matches?.(COMBOBOX) && !target.value) htmx.trigger(target, "typeahead:open");
});

document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.(COMBOBOX)) show(parts(target), false);
});

document.addEventListener("mousedown", (event) => {
  if (event.target.closest(`${FIELD} [role="listbox"]`)) event.preventDefault();
});

document.addEventListener("click", ({ target }) => {
  const field = target.closest(FIELD);
  const input = field?.querySelector('[role="combobox"]');
  if (!input) return;
  const option = target.closest('[role="option"]');
  if (option) choose(parts(input), option);
  if (!target.closest("[data-clear]")) return;
  input.value = "";
  setValue(parts(input), "");
  input.focus();
});

document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  const input = ctx.sourceElement;
  if (!input?.matches?.(COMBOBOX)) return;
  const box = parts(input);
  show(box, box.list.childElementCount > 0 && document.activeElement === input);
  if (input.value) mark(box, options(box.list)[0]);
  announce(box);
});
