// Below the top bar, where there is something to know about the open conversation: that it is temporary or archived, in
// which project it is, where it comes from.

import { addressOf, go } from "fragaria/store/route.js";
import { projectOf } from "fragaria/store/projects.js";
import { about, thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { change } from "fragaria/ui/conversation-doing.js";
import { isModified } from "fragaria/ui/conversation-item.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

function ForkedFrom({ id }) {
  const follow = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    go(id);
  };
  return html`<a href=${addressOf(id)} onClick=${follow}><${Icon} name="fork" />${t("Forked from another conversation")}</a>`;
}

export function Place() {
  const item = about.value;
  if (thread.value.status !== "ready" || !item) return null;
  const project = item.project && projectOf(item.project);
  if (item.temporary)
    return html`
      <p class="place temporary">
        <${Icon} name="temporary" />
        <span><strong>${t("Temporary chat.")}</strong> ${t("It is not in your history, trains no model, and is deleted soon after you leave it, at the latest within 24 hours.")}</span>
      </p>
    `;
  if (!project && !item.archived && !item.source && !item.forked_from) return null;
  return html`
    <p class="place">
      ${project && html`<span title=${project.instructions || undefined}><${Icon} name="folder" /><span dir="auto">${project.name}</span></span>`}
      ${item.source && html`<span>${t("Imported from {source}", { source: item.source })}</span>`}
      ${item.forked_from && html`<${ForkedFrom} id=${item.forked_from} />`}
      ${item.archived &&
      html`<span><${Icon} name="archive" />${t("Archived")} <button type="button" class="link" onClick=${() => change(item, { archived: false })}>${t("Put back")}</button></span>`}
    </p>
  `;
}
