// What stands above the composer: a lost connection, a refusal, a complaint.

import { connection } from "fragaria/live/connection.js";
import { allowance } from "fragaria/store/allowance.js";
import { isSending, refusal, sendAsFast } from "fragaria/store/asking.js";
import { addressOf } from "fragaria/store/route.js";
import { notice } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { moment } from "fragaria/text/dates.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

function Connection() {
  const { id } = thread.value;
  switch (connection.value) {
    case "reconnecting":
      return html`
        <p class="notice calm">Reconnecting…${isSending.value ? " Your question will be sent as soon as it works." : ""}</p>
      `;
    case "signed-out":
      return html`<p class="notice warn">You are signed out. <a href=${addressOf(id)}>Sign in again</a>; your draft is kept.</p>`;
    case "forbidden":
      return html`<p class="notice warn">The server does not accept this page from the address it was opened at.</p>`;
    default:
      return null;
  }
}

function hasFastLeft() {
  const fast = allowance.value?.fast;
  return !fast || fast.limit === null || fast.used < fast.limit;
}

function Refusal() {
  const refused = refusal.value;
  if (!refused || refused.conversation !== thread.value.id) return null;
  const { code, message, resetAt, ask } = refused;
  const reset = resetAt ? moment(resetAt) : "";
  const fastHelps = code === "no_allowance" && ask.mode === "think" && hasFastLeft();
  return html`
    <div class="notice warn" role="alert">
      <p>
        ${message || "The question was not accepted."}
        ${reset && html` <span>Free again <time datetime=${resetAt}>${/^\d/.test(reset) ? `at ${reset}` : reset}</time>.</span>`}
        ${ask.typed && html` <span>Your text is kept.</span>`}
      </p>
      ${fastHelps && html`<button type="button" class="button quiet" onClick=${sendAsFast}>Send as Fast</button>`}
      <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${() => (refusal.value = null)}>
        <${Icon} name="close" />
      </button>
    </div>
  `;
}

function Complaint() {
  if (!notice.value) return null;
  return html`
    <div class="notice warn" role="alert">
      <p>${notice.value}</p>
      <button type="button" class="icon-button small" aria-label="Dismiss" onClick=${() => (notice.value = null)}>
        <${Icon} name="close" />
      </button>
    </div>
  `;
}

export const Notices = () => html`
  <div class="notices">
    <div role="status"><${Connection} /></div>
    <${Complaint} />
    <${Refusal} />
  </div>
`;
