// The list of conversations, the way to a new one, and the account.

import { useState } from "preact/hooks";

import { mark } from "fragaria/store/boot.js";
import { conversations, hasMore, loadOlder } from "fragaria/store/conversations.js";
import { addressOf, go } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { groupByAge } from "fragaria/text/dates.js";
import { ConversationItem, isModified } from "fragaria/ui/conversation-item.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { closeDrawer, toggleSidebar } from "fragaria/ui/layout.js";
import { UserMenu } from "fragaria/ui/user-menu.js";

export function startNew() {
  go(null);
  closeDrawer();
  focusQuestion();
}

function OlderButton() {
  const [busy, setBusy] = useState(false);
  const load = async () => {
    setBusy(true);
    await loadOlder().catch(() => complain("Older conversations could not be loaded."));
    setBusy(false);
  };
  return html`<button type="button" class="older" disabled=${busy} onClick=${load}>Show older</button>`;
}

const Group = ({ label, items }) => html`
  <section>
    <h2>${label}</h2>
    <ul>${items.map((item) => html`<${ConversationItem} key=${item.id} item=${item} />`)}</ul>
  </section>
`;

export function Sidebar() {
  const select = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    startNew();
  };
  return html`
    <aside class="sidebar" id="sidebar" aria-label="Conversations">
      <div class="sidebar-head">
        <a class="brand" href=${addressOf(null)} onClick=${select}><img src=${mark} alt="" />Fragaria</a>
        <button type="button" class="icon-button" aria-label="Hide the sidebar" title="Hide the sidebar" onClick=${toggleSidebar}>
          <${Icon} name="sidebar" />
        </button>
      </div>
      <a class="new-chat" href=${addressOf(null)} aria-current=${thread.value.id ? undefined : "page"} onClick=${select}>
        <${Icon} name="plus" />New chat
      </a>
      <nav class="history" aria-label="Earlier conversations">
        ${groupByAge(conversations.value).map((group) => html`<${Group} key=${group.label} ...${group} />`)}
        ${conversations.value.length === 0 && html`<p class="history-empty">Your conversations will be listed here.</p>`}
        ${hasMore.value && html`<${OlderButton} />`}
      </nav>
      <${UserMenu} />
    </aside>
  `;
}
