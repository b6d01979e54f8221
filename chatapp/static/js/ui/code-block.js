// What the buttons of code blocks do.

import { t } from "fragaria/text/t.js";
import { copyText } from "fragaria/ui/copy.js";

async function copy(button) {
  const done = await copyText(button.closest(".code").querySelector("pre > code").textContent);
  button.textContent = done ? t("Copied") : t("Not copied");
  setTimeout(() => {
    button.textContent = t("Copy");
  }, 1600);
}

function wrap(button) {
  const on = button.closest(".code").classList.toggle("wrapped");
  button.setAttribute("aria-pressed", String(on));
}

/** A click anywhere in a text. */
export function pressed({ target }) {
  const button = target.closest?.(".code-tool");
  if (button?.matches(".code-copy")) copy(button);
  if (button?.matches(".code-wrap")) wrap(button);
}
