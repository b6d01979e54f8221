// What can be done with a conversation: the entries of its menu, and the dialogs that some of them open.

import { changeConversation, deleteConversation } from "fragaria/store/conversations.js";
import { go } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { Confirm } from "fragaria/ui/confirm.js";
import { html } from "fragaria/ui/html.js";
import { MenuItem } from "fragaria/ui/menu.js";
import { MoveDialog } from "fragaria/ui/move-dialog.js";
import { ShareDialog } from "fragaria/ui/share-dialog.js";
import { exportOf } from "fragaria/ui/export-links.js";

const FORMATS = [
  ["markdown", t("Export as Markdown")],
  ["json", t("Export as JSON")],
];

/** Change it at once, and say so where that fails. */
export const change = (item, what) =>
  changeConversation(item.id, what).catch((error) => complain(error.said || t("This could not be saved. Try again in a moment.")));

/** The menu of `item`; `choose(what)` gives a function that begins rename, move, share or delete. */
export function ConversationMenu({ item, choose, close, canRename = true }) {
  const now = (what) => () => {
    close();
    change(item, what);
  };
  return html`
    ${canRename && html`<${MenuItem} onSelect=${choose("rename")}>${t("Rename")}<//>`}
    ${!item.archived && html`<${MenuItem} onSelect=${now({ pinned: !item.pinned })}>${item.pinned ? t("Unpin") : t("Pin")}<//>`}
    <${MenuItem} onSelect=${choose("move")}>${t("Move to a project")}<//>
    <${MenuItem} onSelect=${choose("share")}>${t("Share")}<//>
    ${FORMATS.map(
      ([format, label]) => html`<a key=${format} class="menu-item" href=${exportOf(item.id, format)} download="" onClick=${close}>${label}</a>`,
    )}
    <${MenuItem} onSelect=${now({ archived: !item.archived })}>${item.archived ? t("Put back into the history") : t("Archive")}<//>
    <${MenuItem} danger onSelect=${choose("delete")}>${t("Delete")}<//>
  `;
}

/** The dialog of what is being done with `item`. */
export function Doing({ doing, item, onDone }) {
  const remove = async (agreed) => {
    onDone();
    if (!agreed) return;
    try {
      await deleteConversation(item.id);
      if (thread.value.id === item.id) go(null);
    } catch {
      complain(t("The conversation could not be deleted. Try again in a moment."));
    }
  };
  switch (doing) {
    case "delete":
      return html`
        <${Confirm} title=${t("Delete this conversation?")} action=${t("Delete")} onAnswer=${remove}
          text=${t("“{title}”, all its answers and the links to it will be gone for good.", { title: item.title || t("Untitled") })} />
      `;
    case "move":
      return html`<${MoveDialog} items=${[item]} onClose=${onDone} onMove=${(project) => changeConversation(item.id, { project })} />`;
    case "share":
      return html`<${ShareDialog} item=${item} onClose=${onDone} />`;
    default:
      return null;
  }
}
