// Putting text on the clipboard.

import { announce } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";

/** Announces whether it worked, and resolves to it. */
export async function copyText(text, said = t("Copied.")) {
  const done = await write(text).catch(() => copyBySelection(text));
  announce(done ? said : t("It could not be copied."));
  return done;
}

// Browsers refuse it on plain http pages and without a click.
async function write(text) {
  await navigator.clipboard.writeText(text);
  return true;
}

// Where the clipboard API is absent (http from another machine) the old way still works.
function copyBySelection(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "hidden-visually";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
