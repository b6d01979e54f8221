// One answer: how it was thought, its text, how it ended.

import { hasEnded, statusOf } from "fragaria/run/status.js";
import { isBusy, retry } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { stateOf } from "fragaria/store/runs.js";
import { leftOut } from "fragaria/text/counts.js";
import { t } from "fragaria/text/t.js";
import { DemoCard } from "fragaria/ui/demo-card.js";
import { aboutAsTallAs } from "fragaria/ui/far.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";
import { Offer } from "fragaria/ui/offer.js";
import { Prose } from "fragaria/ui/prose.js";
import { QueueWait } from "fragaria/ui/queue-wait.js";
import { Thinking } from "fragaria/ui/thinking.js";
import { ToolsPlace } from "fragaria/ui/tools-place.js";
import { elementIdOf } from "fragaria/ui/use-jump.js";

const Waiting = () => html`<p class="waiting"><span></span><span></span><span></span><span class="hidden-visually">${t("Waiting for the answer")}</span></p>`;

const Tools = later(async () => (await import("fragaria/ui/answer-tools.js")).AnswerTools, ["message"]);

/** Asks for one more answer to `question` in `mode`. */
export function Retry({ question, mode }) {
  if (!question || boot.read_only) return null;
  const again = () => {
    retry(question, mode);
    focusQuestion();
  };
  return html`
    <button type="button" class="button quiet" disabled=${isBusy.value} onClick=${again}>
      <${Icon} name="retry" />${t("Retry")}
    </button>
  `;
}

const Failed = ({ message, children }) => html`
  <div class="failed" role="group" aria-label=${t("The answer failed")}>
    <p>${message || t("The answer failed. Nothing was charged.")}</p>
    ${children}
  </div>
`;

const Stopped = ({ message, children }) => html`
  <p class="stopped"><span>${message ? `${t("Stopped.")} ${message}` : t("Stopped")}</span>${children}</p>
`;

/** `question` is the message it answers, if that is known; `within`: beside an answer in the other mode; `isLast`: nothing
 * was asked after it; `far`: out of sight as the conversation opens. */
export function Answer({ message, question, within = false, isLast = false, far = false }) {
  const { run } = message;
  const state = run ? stateOf(run.id).value : null;
  const status = statusOf(run, state);
  const live = status === "queued" || status === "running";
  const text = hasEnded(run) ? message.text : (state?.answer ?? message.text);
  const thought = run?.mode === "think";
  const again = html`<${Retry} question=${question} mode=${run?.mode} />`;
  return html`
    <article class=${`answer${far ? " far" : ""}`} id=${elementIdOf(message.id)} tabindex="-1" style=${far ? aboutAsTallAs(text) : null} aria-label=${t("Answer")} aria-busy=${live}>
      ${run?.by_staff && html`<p class="route">${t("Made again by the operators of this site. It counts nothing.")}</p>`}
      ${run?.route && html`<p class="route">${run.route}</p>`}
      ${thought && html`<${Thinking} run=${{ ...run, status }} ended=${!live} answering=${Boolean(text)} />`}
      ${text && html`<${Prose} text=${text} growing=${!hasEnded(run)} far=${far} />`}
      ${live && !text && !thought && html`<${Waiting} />`}
      ${status === "queued" && html`<${QueueWait} run=${run} />`}
      ${status === "failed" && html`<${Failed} message=${run.message || state?.message}>${again}<//>`}
      ${status === "cancelled" && html`<${Stopped} message=${run.message}>${again}<//>`}
      ${!live && text && run?.left_out > 0 && html`<p class="left-out">${leftOut(run.left_out)}</p>`}
      ${run?.demo === "refused" && html`<${DemoCard} />`}
      <${Offer} run=${run} question=${isLast && !within ? question : null} />
      ${!live && hasEnded(run) && html`<${ToolsPlace} far=${far}><${Tools} message=${message} question=${question} /><//>`}
    </article>
  `;
}
