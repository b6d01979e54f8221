// The way to the next page of a list.

import { useState } from "preact/hooks";

import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

/** `load()` reads it. */
export function OlderButton({ load }) {
  const [busy, setBusy] = useState(false);
  const read = async () => {
    setBusy(true);
    await load().catch(() => complain(t("Older conversations could not be loaded. Try again in a moment.")));
    setBusy(false);
  };
  return html`<button type="button" class="older" disabled=${busy} onClick=${read}>${t("Show older")}</button>`;
}
