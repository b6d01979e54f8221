// One conversation in the sidebar: open, rename, delete.

import { useState } from "preact/hooks";

import { deleteConversation, renameConversation } from "fragaria/store/conversations.js";
import { addressOf, go } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { Confirm } from "fragaria/ui/confirm.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { closeDrawer } from "fragaria/ui/layout.js";
import { Menu, MenuItem } from "fragaria/ui/menu.js";

/** True where a click asks for a new tab or window, which is the browser's to open. */
export const isModified = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;

function Rename({ item, onDone }) {
  const save = async (event) => {
    const title = event.target.value.trim();
    onDone();
    if (!title || title === item.title) return;
    await renameConversation(item.id, title).catch(() => complain("The new name could not be saved."));
  };
  const key = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") event.target.blur();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.target.value = item.title;
    event.target.blur();
  };
  const focused = (input) => input?.focus();
  return html`
    <input class="rename" maxlength="200" value=${item.title} aria-label="Name of the conversation"
      ref=${focused} onBlur=${save} onKeyDown=${key} />
  `;
}

export function ConversationItem({ item }) {
  const [doing, setDoing] = useState(null);
  const open = thread.value.id === item.id;
  const title = item.title || "Untitled";
  const select = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    go(item.id);
    closeDrawer();
  };
  const remove = async (agreed) => {
    setDoing(null);
    if (!agreed) return;
    try {
      await deleteConversation(item.id);
      if (thread.value.id === item.id) go(null);
    } catch {
      complain("The conversation could not be deleted. Try again in a moment.");
    }
  };
  if (doing === "rename") return html`<li><${Rename} item=${item} onDone=${() => setDoing(null)} /></li>`;
  return html`
    <li class=${open ? "conversation open" : "conversation"}>
      <a href=${addressOf(item.id)} aria-current=${open ? "page" : undefined} onClick=${select}>
        <span class="conversation-title">${title}</span>
        ${item.running && html`<span class="running-dot"><span class="hidden-visually">is being answered</span></span>`}
      </a>
      <${Menu} className="icon-button small" label=${`Options for ${title}`} face=${html`<${Icon} name="more" />`}>
        ${(close) => {
          const choose = (what) => () => {
            close();
            setDoing(what);
          };
          return html`
            <${MenuItem} onSelect=${choose("rename")}>Rename<//>
            <${MenuItem} danger onSelect=${choose("delete")}>Delete<//>
          `;
        }}
      <//>
      ${doing === "delete" &&
      html`<${Confirm} title="Delete this conversation?" action="Delete" onAnswer=${remove}
        text=${`“${title}” and all its answers will be gone for good.`} />`}
    </li>
  `;
}
