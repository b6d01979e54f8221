// Above the composer: a question that was refused, a mode that has nothing left, and answers that wait longer.

import { allowance } from "fragaria/store/allowance.js";
import { chooseMode, mode, refusal, sendAgain, sendAsFast } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { ownWouldDo, payMyself } from "fragaria/store/payer.js";
import { exhausted, explain } from "fragaria/store/refusals.js";
import { isSlowedHidden, hideSlowed } from "fragaria/store/slowed.js";
import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { day } from "fragaria/text/dates.js";
import { t } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const known = () => ({ allowance: allowance.value, urls: boot.urls });

const Dismiss = ({ onClick }) => html`
  <button type="button" class="icon-button small" aria-label=${t("Dismiss")} onClick=${onClick}><${Icon} name="close" /></button>
`;

function Actions({ onFast, onOwn, upgrade, billing }) {
  if (!onFast && !onOwn && !upgrade && !billing) return null;
  return html`
    <div class="limit-actions">
      ${onFast && html`<button type="button" class="button quiet" onClick=${onFast}><${Icon} name="fast" />${t("Use Fast")}</button>`}
      ${onOwn && html`<button type="button" class="button quiet" onClick=${onOwn}>${t("Go on with my own account")}</button>`}
      ${upgrade && html`<a class="button quiet" href=${upgrade}>${t("Upgrade")}</a>`}
      ${billing && html`<a class="button quiet" href=${billing}>${t("Open Billing")}</a>`}
    </div>
  `;
}

/** The last question that was refused in this conversation; its text stands in the composer. */
export function Refusal() {
  const refused = refusal.value;
  if (!refused || refused.conversation !== thread.value.id) return null;
  const { title, text, reset, useFast, upgrade, billing } = explain(refused, known());
  const fast = () => {
    sendAsFast();
    focusQuestion();
  };
  const own = async () => {
    try {
      await payMyself(refused.conversation);
    } catch {
      complain(t("Who pays could not be changed. Please try again."));
      return;
    }
    if (refusal.value === refused) sendAgain();
    focusQuestion();
  };
  return html`
    <div class="notice warn limit" role="alert">
      <div class="limit-words">
        ${title && html`<p class="limit-title">${title}</p>`}
        <p>
          ${text}
          ${reset && html` <time datetime=${refused.resetAt}>${t("{sentence}.", { sentence: reset })}</time>`}
          ${refused.ask.typed && html` <span>${t("Your text is kept.")}</span>`}
        </p>
      </div>
      <${Actions} onFast=${useFast && fast} onOwn=${ownWouldDo(refused.code) && own} upgrade=${upgrade} billing=${billing} />
      <${Dismiss} onClick=${() => (refusal.value = null)} />
    </div>
  `;
}

/** The mode chosen has nothing left: said before somebody writes for nothing. */
export function Exhausted() {
  const found = refusal.value?.conversation === thread.value.id && refusal.value ? null : exhausted(mode.value, known());
  if (!found) return null;
  const fast = () => {
    chooseMode("fast");
    focusQuestion();
  };
  return html`
    <div class="notice quiet limit">
      <p>${found.text}</p>
      <${Actions} onFast=${found.useFast && fast} upgrade=${found.upgrade} />
    </div>
  `;
}

/** Answers wait longer this month: why, and until when. */
export function Slowed() {
  const slowed = allowance.value?.slowed;
  if (!slowed || isSlowedHidden(slowed)) return null;
  return html`
    <div class="notice quiet limit">
      <p>${slowed.message} <time datetime=${slowed.until}>${t("This ends on {day}", { day: day(slowed.until) })}</time>.</p>
      <${Dismiss} onClick=${() => hideSlowed(slowed)} />
    </div>
  `;
}
