// The list of conversations, the way to a new one, and the account.

import { useState } from "preact/hooks";

import { mark } from "fragaria/store/boot.js";
import { addressOf, go } from "fragaria/store/route.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { isModified } from "fragaria/ui/conversation-item.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { Archive, History } from "fragaria/ui/history.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { closeDrawer, toggleSidebar } from "fragaria/ui/layout.js";
import { PayerChoice } from "fragaria/ui/payer.js";
import { SelectionBar } from "fragaria/ui/selection-bar.js";
import { SidebarTools } from "fragaria/ui/sidebar-tools.js";
import { UserMenu } from "fragaria/ui/user-menu.js";

export function startNew() {
  go(null);
  closeDrawer();
  focusQuestion();
}

export function Sidebar() {
  const [archived, setArchived] = useState(false);
  const select = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    startNew();
  };
  return html`
    <aside class="sidebar" id="sidebar" aria-label=${t("Conversations")}>
      <div class="sidebar-head">
        <a class="brand" href=${addressOf(null)} onClick=${select}><img src=${mark} alt="" />Fragaria</a>
        <button type="button" class="icon-button" aria-label=${t("Hide the sidebar")} title=${t("Hide the sidebar")} onClick=${toggleSidebar}>
          <${Icon} name="sidebar" />
        </button>
      </div>
      <a class="new-chat" href=${addressOf(null)} aria-current=${thread.value.id ? undefined : "page"} onClick=${select}>
        <${Icon} name="plus" />${t("New chat")}
      </a>
      <${SidebarTools} archived=${archived} onArchive=${setArchived} />
      ${archived ? html`<${Archive} onBack=${() => setArchived(false)} />` : html`<${History} />`}
      <${SelectionBar} archived=${archived} />
      <${PayerChoice} />
      <${UserMenu} />
    </aside>
  `;
}
