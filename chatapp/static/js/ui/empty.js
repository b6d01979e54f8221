// A new conversation: a greeting and something to begin with.

import { askBoth, askStarter } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { DEMO_MODEL } from "fragaria/ui/demo-card.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const BEGIN = { ask: askStarter, compare: askBoth };

const Starter = ({ starter: { kind, title, text } }) => html`
  <button type="button" class=${kind === "compare" ? "both" : ""} onClick=${() => BEGIN[kind](text)}>
    ${title && html`<strong>${kind === "compare" && html`<${Icon} name="columns" />`}${title}</strong>`}
    <span>${text}</span>
  </button>
`;

function greeting(hour) {
  if (hour < 5) return t("Good evening");
  if (hour < 12) return t("Good morning");
  return hour < 18 ? t("Good afternoon") : t("Good evening");
}

export function Empty() {
  const first = boot.user.name?.split(" ")[0];
  return html`
    <div class="empty">
      <h1>${greeting(new Date().getHours())}${first ? `, ${first}` : ""}</h1>
      <p>${t("What would you like to work out?")}</p>
      <ul class="starters">
        ${boot.starters.map((starter) => html`<li key=${starter.text}><${Starter} starter=${starter} /></li>`)}
      </ul>
      ${boot.demo && html`<p class="demo-note">${DEMO_MODEL}</p>`}
    </div>
  `;
}
