// One answer: how it was thought, its text, how it ended.

import { hasEnded, statusOf } from "fragaria/run/status.js";
import { isSending, retry } from "fragaria/store/asking.js";
import { stateOf } from "fragaria/store/runs.js";
import { activeRun } from "fragaria/store/thread.js";
import { leftOut } from "fragaria/text/counts.js";
import { DemoCard } from "fragaria/ui/demo-card.js";
import { CopyButton } from "fragaria/ui/copy-button.js";
import { aboutAsTallAs } from "fragaria/ui/far.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { ForkButton } from "fragaria/ui/fork-button.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { Offer } from "fragaria/ui/offer.js";
import { Prose } from "fragaria/ui/prose.js";
import { QueueWait } from "fragaria/ui/queue-wait.js";
import { Thinking } from "fragaria/ui/thinking.js";
import { elementIdOf } from "fragaria/ui/use-jump.js";

const Waiting = () => html`<p class="waiting"><span></span><span></span><span></span><span class="hidden-visually">Waiting for the answer</span></p>`;

/** Asks `question` again in `mode`; `within`: as one more answer to the same question. */
export function Retry({ question, mode, within }) {
  if (!question) return null;
  const busy = isSending.value || Boolean(activeRun.value);
  const again = () => {
    retry(question, mode, within);
    focusQuestion();
  };
  return html`
    <button type="button" class="button quiet" disabled=${busy} onClick=${again}>
      <${Icon} name="retry" />Retry
    </button>
  `;
}

const Failed = ({ message, children }) => html`
  <div class="failed" role="group" aria-label="The answer failed">
    <p>${message || "The answer failed. Nothing was charged."}</p>
    ${children}
  </div>
`;

const Stopped = ({ message, children }) => html`
  <p class="stopped"><span>Stopped${message ? `. ${message}` : ""}</span>${children}</p>
`;

/** `question` is the message it answers, if that is known; `within` is Retry's; `isLast`: nothing was asked after it;
 * `far`: out of sight as the conversation opens. */
export function Answer({ message, question, within = false, isLast = false, far = false }) {
  const { run } = message;
  const state = run ? stateOf(run.id).value : null;
  const status = statusOf(run, state);
  const live = status === "queued" || status === "running";
  const text = hasEnded(run) ? message.text : (state?.answer ?? message.text);
  const thought = run?.mode === "think";
  const again = html`<${Retry} question=${question} mode=${run?.mode} within=${within} />`;
  return html`
    <article class=${`answer${far ? " far" : ""}`} id=${elementIdOf(message.id)} tabindex="-1" style=${far ? aboutAsTallAs(text) : null} aria-label="Answer" aria-busy=${live}>
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
      ${!live && text && html`<div class="answer-tools"><${CopyButton} text=${text} label="Copy the answer" /><${ForkButton} message=${message} /></div>`}
    </article>
  `;
}
