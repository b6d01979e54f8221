// What stands above the composer: a lost connection, a refusal, a complaint.

import { connection } from "fragaria/live/connection.js";
import { lost } from "fragaria/live/lost.js";
import { isSending } from "fragaria/store/asking.js";
import { addressOf } from "fragaria/store/route.js";
import { site } from "fragaria/store/site.js";
import { notice } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";
import { Exhausted, Refusal, Slowed } from "fragaria/ui/limits.js";

const Closed = later(async () => (await import("fragaria/ui/site-notices.js")).Closed, []);

const LOST = {
  offline: () => (isSending.value ? t("Offline: your question is kept, and sent when you are back.") : t("Offline: what you type is kept.")),
  reconnecting: () => (isSending.value ? t("Reconnecting… Your question will be sent as soon as it works.") : t("Reconnecting…")),
};

function Connection() {
  const { id } = thread.value;
  if (lost.value) return html`<p class="notice calm">${LOST[lost.value]()}</p>`;
  switch (connection.value) {
    case "signed-out":
      return html`<div class="notice warn"><p>${t("You are signed out.")} <a href=${addressOf(id)}>${t("Sign in again")}</a>${t("; your draft is kept.")}</p></div>`;
    case "forbidden":
      return html`<p class="notice warn">${t("The server does not accept this page from the address it was opened at.")}</p>`;
    default:
      return null;
  }
}

function Complaint() {
  if (!notice.value) return null;
  return html`
    <div class="notice warn" role="alert">
      <p>${notice.value}</p>
      <button type="button" class="icon-button small" aria-label=${t("Dismiss")} onClick=${() => (notice.value = null)}>
        <${Icon} name="close" />
      </button>
    </div>
  `;
}

export const Notices = () => html`
  <div class="notices">
    <div role="status"><${Connection} />${site.value.maintenance && html`<${Closed} />`}</div>
    <${Complaint} />
    <${Slowed} />
    <${Exhausted} />
    <${Refusal} />
  </div>
`;
