// One more answer to the same question: fast, or thought about with as much effort as one likes.

import { waysToTry } from "fragaria/run/ways.js";
import { allowance } from "fragaria/store/allowance.js";
import { isBusy, retry } from "fragaria/store/asking.js";
import { EFFORTS, preview } from "fragaria/store/effort.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Menu } from "fragaria/ui/menu.js";

const ICONS = { fast: "fast", think: "paths" };

const hintOf = ({ effort }) => preview(allowance.value ?? undefined, effort);

export function TryAgain({ question }) {
  const label = t("Try again (counts as a message)");
  return html`
    <${Menu} className="icon-button small" label=${label} disabled=${isBusy.value} face=${html`<${Icon} name="retry" />`}>
      ${(close) => {
        const ask = ({ mode, effort }) => {
          close();
          retry(question, mode, effort && { effort });
          focusQuestion();
        };
        return html`
          ${waysToTry(allowance.value ?? {}, (effort) => EFFORTS[effort].paths).map(
            (way) => html`
              <button type="button" class="menu-item with-icon" key=${way.label} onClick=${() => ask(way)}>
                <${Icon} name=${ICONS[way.mode]} /><span>${way.label}${way.effort && html`<small>${hintOf(way)}</small>`}</span>
              </button>
            `,
          )}
          <p class="menu-note">${t("Each try counts as a message.")}</p>
        `;
      }}
    <//>
  `;
}
