/* A field of several words with commas between them: what is offered goes on from the last comma. */

const FIELD = "input[data-several]";

const begun = (text) => text.slice(0, text.lastIndexOf(",") + 1);

function offer(input) {
  const beginning = begun(input.value);
  const list = input.list;
  if (!list || (list.dataset.beginning ?? "") === beginning) return;
  list.dataset.beginning = beginning;
  for (const option of list.options) {
    option.dataset.word ??= option.value;
    option.value = beginning ? `${beginning} ${option.dataset.word}` : option.dataset.word;
  }
}

for (const moment of ["input", "focusin"]) {
  document.addEventListener(moment, ({ target }) => target.matches?.(FIELD) && offer(target));
}
