// One conversation in the sidebar: a way to it, and a menu of what can be done with it.

import { useState } from "preact/hooks";

import { addressOf, go } from "fragaria/store/route.js";
import { chosenIds, toggleChosen } from "fragaria/store/selecting.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { ConversationMenu, Doing } from "fragaria/ui/conversation-doing.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { closeDrawer } from "fragaria/ui/layout.js";
import { Menu } from "fragaria/ui/menu.js";
import { RenameField } from "fragaria/ui/rename-field.js";

/** True where a click asks for a new tab or window, which is the browser's to open. */
export const isModified = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;

/** What is going on in it: an answer is being made, or one has come that was not looked at. */
export function Dot({ running, unread }) {
  if (running) return html`<span class="running-dot"><span class="hidden-visually">${t("is being answered")}</span></span>`;
  return unread && html`<span class="unread-dot"><span class="hidden-visually">${t("has a new answer")}</span></span>`;
}

const Choice = ({ item, title }) => html`
  <li class="conversation choosing">
    <label>
      <input type="checkbox" checked=${chosenIds.value.has(item.id)} onChange=${() => toggleChosen(item.id)} />
      <span class="conversation-title" dir="auto">${title}</span>
    </label>
  </li>
`;

export function ConversationItem({ item }) {
  const [doing, setDoing] = useState(null);
  const open = thread.value.id === item.id;
  const title = item.title || t("Untitled");
  const select = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    go(item.id);
    closeDrawer();
  };
  if (chosenIds.value) return html`<${Choice} item=${item} title=${title} />`;
  if (doing === "rename") return html`<li><${RenameField} item=${item} onDone=${() => setDoing(null)} /></li>`;
  return html`
    <li class=${open ? "conversation open" : "conversation"}>
      <a href=${addressOf(item.id)} aria-current=${open ? "page" : undefined} title=${title} onClick=${select}>
        <span class="conversation-title" dir="auto">${title}</span>
        <${Dot} running=${item.running} unread=${item.unread && !open} />
      </a>
      <${Menu} className="icon-button small" label=${t("Options for {title}", { title })} face=${html`<${Icon} name="more" />`}>
        ${(close) => {
          const choose = (what) => () => {
            close();
            setDoing(what);
          };
          return html`<${ConversationMenu} item=${item} choose=${choose} close=${close} />`;
        }}
      <//>
      <${Doing} doing=${doing} item=${item} onDone=${() => setDoing(null)} />
    </li>
  `;
}
