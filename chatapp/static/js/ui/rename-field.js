// The name of a conversation while it is being changed, in its place in the sidebar.

import { renameConversation } from "fragaria/store/conversations.js";
import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";

const focused = (input) => input?.focus();

export function RenameField({ item, onDone }) {
  const save = async (event) => {
    const title = event.target.value.trim();
    onDone();
    if (!title || title === item.title) return;
    await renameConversation(item.id, title).catch(() => complain(t("The new name could not be saved.")));
  };
  const key = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter") event.target.blur();
    if (event.key !== "Escape") return;
    event.stopPropagation();
    event.target.value = item.title;
    event.target.blur();
  };
  return html`
    <input class="rename" dir="auto" maxlength="200" value=${item.title} aria-label=${t("Name of the conversation")}
      ref=${focused} onBlur=${save} onKeyDown=${key} />
  `;
}
