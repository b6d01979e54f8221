// What to do with the conversations that are chosen.

import { useState } from "preact/hooks";

import { changeChosen, chosenIds, endSelecting } from "fragaria/store/selecting.js";
import { go } from "fragaria/store/route.js";
import { announce, complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { t, tn } from "fragaria/text/t.js";
import { Confirm } from "fragaria/ui/confirm.js";
import { html } from "fragaria/ui/html.js";
import { MoveDialog } from "fragaria/ui/move-dialog.js";

/** `archived`: the archive is shown. */
export function SelectionBar({ archived }) {
  const [doing, setDoing] = useState(null);
  if (!chosenIds.value) return null;
  const chosen = chosenIds.value.size;
  const done = () => setDoing(null);
  const act = async (action, project) => {
    const open = chosenIds.value.has(thread.value.id);
    const ids = await changeChosen(action, project);
    announce(tn("{n} conversation changed.", "{n} conversations changed.", ids.length));
    if (action === "delete" && open) go(null);
  };
  const now = (action) => () => act(action).catch(() => complain(t("This did not work. Try again in a moment.")));
  const removed = (agreed) => {
    done();
    if (agreed) now("delete")();
  };
  const none = chosen === 0;
  return html`
    <div class="selection" role="group" aria-label=${t("Chosen conversations")}>
      <p role="status">${tn("{n} conversation chosen", "{n} conversations chosen", chosen)}</p>
      <div class="selection-actions">
        <button type="button" class="button small" disabled=${none} onClick=${now(archived ? "unarchive" : "archive")}>${archived ? t("Put back") : t("Archive")}</button>
        <button type="button" class="button small" disabled=${none} onClick=${() => setDoing("move")}>${t("Move")}</button>
        <button type="button" class="button small danger" disabled=${none} onClick=${() => setDoing("delete")}>${t("Delete")}</button>
        <button type="button" class="button small" onClick=${endSelecting}>${t("Cancel")}</button>
      </div>
      ${doing === "move" && html`<${MoveDialog} items=${[...chosenIds.value]} onClose=${done} onMove=${(project) => act("move", project)} />`}
      ${doing === "delete" &&
      html`<${Confirm} title=${tn("Delete {n} conversation?", "Delete {n} conversations?", chosen)} action=${t("Delete")} onAnswer=${removed}
        text=${t("They, all their answers and the links to them will be gone for good.")} />`}
    </div>
  `;
}
