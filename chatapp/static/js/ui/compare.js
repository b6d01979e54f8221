// A question's answers in both modes, in two columns; on a phone one below the other.

import { hasEnded } from "fragaria/run/status.js";
import { columnsOf } from "fragaria/store/comparing.js";
import { when } from "fragaria/store/refusals.js";
import { choose } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { Answer, Retry } from "fragaria/ui/answer.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const MODES = { fast: [t("Fast"), "fast"], think: [t("Think"), "paths"] };

function Refused({ refused: { message, resetAt } }) {
  const reset = when(resetAt);
  return html`
    <p class="compare-refused" role="status">
      ${message || t("This answer was not accepted.")}
      ${reset && html` <time datetime=${resetAt}>${t("Free again {when}.", { when: reset })}</time>`}
    </p>
  `;
}

function Choice({ message, isCurrent, isLast }) {
  if (!hasEnded(message.run) || !message.text) return null;
  if (isCurrent) {
    const words = isLast ? t("Your next question follows this answer") : t("The conversation goes on from here");
    return html`<p class="compare-choice"><${Icon} name="check" />${words}</p>`;
  }
  const follow = () => {
    choose(message.id);
    focusQuestion();
  };
  return html`
    <p class="compare-choice"><button type="button" class="button quiet" onClick=${follow}>${t("Continue with this answer")}</button></p>
  `;
}

function Column({ column: { mode, message, refused }, question, current, isLast }) {
  const [label, icon] = MODES[mode] ?? [t("Answer"), "fast"];
  const isCurrent = message?.id === current;
  return html`
    <section class=${`compare-column${isCurrent ? " current" : ""}`} aria-label=${label}>
      <h2 class="compare-mode"><${Icon} name=${icon} />${label}</h2>
      ${refused && html`<${Refused} refused=${refused} />`}
      ${refused && !message && html`<p class="compare-choice"><${Retry} question=${question} mode=${mode} /></p>`}
      ${message && html`<${Answer} message=${message} question=${question} within />`}
      ${!message && !refused && html`<p class="compare-refused">${t("Waiting for its turn…")}</p>`}
      ${message && html`<${Choice} message=${message} isCurrent=${isCurrent} isLast=${isLast} />`}
    </section>
  `;
}

/** `current` is the id of the answer that the conversation follows; `isLast`: nothing was asked after it yet. */
export const Compare = ({ question, current, isLast }) => html`
  <div class="compare" role="group" aria-label=${t("The same question in both modes")}>
    ${columnsOf(question.id, current).map(
      (column) => html`
        <${Column} key=${column.message?.id ?? column.mode} column=${column} question=${question} current=${current} isLast=${isLast} />
      `,
    )}
  </div>
`;
