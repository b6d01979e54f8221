// What the person who pays must not miss: a failed payment, an end that comes. Made by the server, once a page.

import { signal } from "@preact/signals";

import { boot } from "fragaria/store/boot.js";
import { load, ofTab, save } from "fragaria/store/storage.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const KEY = "notice-read";
const read = signal(load(KEY, ofTab));

// What is only to be known can be put away until the tab is closed; what must be settled cannot.
function putAway() {
  read.value = boot.notice.text;
  save(KEY, boot.notice.text, ofTab);
}

export function Notice() {
  const { notice } = boot;
  if (!notice || notice.text === read.value) return null;
  return html`
    <aside class=${`account-notice ${notice.level}`} aria-label=${t("About your account")}>
      <p>${notice.text} <a href=${notice.url}>${notice.label}</a></p>
      ${notice.level === "info" &&
      html`
        <button type="button" class="icon-button small" aria-label=${t("Dismiss")} onClick=${putAway}><${Icon} name="close" /></button>
      `}
    </aside>
  `;
}
