// How much a thinking answer may take, beside the mode.

import { mode } from "fragaria/store/asking.js";
import { budget, chooseEffort, effort, EFFORTS } from "fragaria/store/effort.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

export function EffortChoice() {
  if (mode.value !== "think") return null;
  return html`
    <label class="effort" title=${budget.value ?? ""}>
      <span class="hidden-visually">${t("Effort")}</span>
      <select value=${effort.value} onChange=${(event) => chooseEffort(event.target.value)}>
        ${Object.entries(EFFORTS).map(([name, { label }]) => html`<option key=${name} value=${name}>${label}</option>`)}
      </select>
    </label>
  `;
}
