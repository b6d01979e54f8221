// Which model answers, where the operator offers several for the mode.

import { boot } from "fragaria/store/boot.js";
import { mode } from "fragaria/store/asking.js";
import { chooseModel, isIncluded, modelFor, modelsFor } from "fragaria/store/models.js";
import { locale, t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu } from "fragaria/ui/menu.js";

// Contexts are powers of two as a rule: 32,768 is called 32K.
function size(tokens) {
  if (tokens < 1000) return String(tokens);
  return `${Math.round(tokens / (tokens % 1024 ? 1000 : 1024)).toLocaleString(locale)}K`;
}

const listed = (plans) => new Intl.ListFormat(document.documentElement.lang, { type: "disjunction" }).format(plans.map(({ name }) => name));

function Lines({ model, included }) {
  const { name, about, context, vision, plans } = model;
  const facts = [t("Reads up to {size} tokens", { size: size(context) }), vision && t("Sees images")].filter(Boolean);
  return html`
    <span class="model-lines">
      <span class="model-name"><bdi>${name}</bdi></span>
      ${about && html`<span><bdi>${about}</bdi></span>`}
      <span class="model-facts">${facts.join(" · ")}</span>
    </span>
    ${plans.length > 0 && html`<span class=${included ? "badge" : "badge upgrade"}>${included ? t("In your plan") : t("In {plans}", { plans: listed(plans) })}</span>`}
  `;
}

function Model({ model, isChosen, close }) {
  const included = isIncluded(model);
  const lines = html`<${Lines} model=${model} included=${included} />`;
  if (!included) {
    if (!boot.urls.pricing) return html`<p class="menu-item model not-yours">${lines}</p>`;
    return html`<a class="menu-item model not-yours" href=${boot.urls.pricing}>${lines}<span class="hidden-visually">${t("Upgrade")}</span></a>`;
  }
  const choose = () => {
    chooseModel(mode.value, model.name);
    close();
    focusQuestion();
  };
  return html`
    <button type="button" class="menu-item model" aria-pressed=${isChosen} onClick=${choose}>
      <span class="model-mark">${isChosen && html`<${Icon} name="check" />`}</span>${lines}
    </button>
  `;
}

export function ModelChoice() {
  const models = modelsFor(mode.value);
  if (models.length < 2) return null;
  const chosen = modelFor(mode.value) || models[0].name;
  const face = html`<bdi>${chosen}</bdi><${Icon} name="chevron" />`;
  return html`
    <span class="model-choice">
      <${Menu} className="model-button" label=${t("Model: {name}", { name: chosen })} face=${face}>
        ${(close) => models.map((model) => html`<${Model} key=${model.name} model=${model} isChosen=${model.name === chosen} close=${close} />`)}
      <//>
    </span>
  `;
}
