// Why the answer was chosen.

import { why } from "fragaria/run/why.js";
import { html } from "fragaria/ui/html.js";

export function Why({ state }) {
  const known = why(state);
  if (!known) return null;
  return html`
    <p class="why"><strong>${known.path}</strong> ${known.reason} ${known.more.join(" ")}</p>
  `;
}
