// Auto, Fast or Think, and what the plan leaves of the one chosen.

import { allowance } from "fragaria/store/allowance.js";
import { chooseMode, mode, MODES } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { budget } from "fragaria/store/effort.js";
import { readBoth, readMeter } from "fragaria/store/meter.js";
import { day } from "fragaria/text/dates.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const SHOWN = { auto: [t("Auto"), "auto"], fast: [t("Fast"), "fast"], think: [t("Think"), "paths"] };
const AUTO = t("Chooses Fast or Think for each question, and says why");

const modelOf = (value) => boot.models?.[value === "auto" ? "fast" : value];

export const ModeSwitch = () => html`
  <fieldset class="segments modes">
    <legend class="hidden-visually">${t("How to answer")}</legend>
    ${MODES.map((value) => {
      const [label, icon] = SHOWN[value];
      return html`
        <label key=${value} title=${value === "auto" ? AUTO : modelOf(value)?.label}>
          <input type="radio" name="mode" checked=${mode.value === value} onChange=${() => chooseMode(value)} />
          <span><${Icon} name=${icon} />${label}</span>
        </label>
      `;
    })}
  </fieldset>
`;

// Who may connect a model is led there from the demo model's name.
function DemoModel() {
  if (!boot.demo) return null;
  const { label } = modelOf(mode.value);
  return boot.urls.connect ? html`<a class="demo-model" href=${boot.urls.connect}>${label}</a>` : html`<span class="demo-model">${label}</span>`;
}

// What a thinking answer may take, before it is asked.
const Budget = () => mode.value === "think" && budget.value && html`<span class="budget">${budget.value}</span>`;

export function AllowanceLine() {
  const meter = mode.value === "auto" ? readBoth(allowance.value) : readMeter(allowance.value?.[mode.value]);
  const { plan_name: plan, trial_ends_at: trial } = allowance.value ?? {};
  return html`
    <p class="allowance">
      <${Budget} />
      ${meter && html`<span class=${meter.level}>${meter.text}</span>`}
      <${DemoModel} />
      ${trial && html`<span class="badge trial">${t("{plan} trial until {day}", { plan, day: day(trial) })}</span>`}
    </p>
  `;
}
