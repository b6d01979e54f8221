// Before a project is deleted: what becomes of its conversations.

import { deleteProject } from "fragaria/store/projects.js";
import { go } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

export function ProjectDelete({ project, onClose }) {
  const remove = (withConversations) => async () => {
    onClose();
    const inside = thread.value.about?.project === project.id;
    try {
      await deleteProject(project.id, { withConversations });
      if (withConversations && inside) go(null);
    } catch {
      complain(t("The project could not be deleted. Try again in a moment."));
    }
  };
  return html`
    <${Dialog} title=${t("Delete this project?")} className="narrow" onClose=${onClose}>
      <p>${t("“{name}” and its instructions will be gone for good. What becomes of its conversations?", { name: project.name })}</p>
      <p class="actions stacked">
        <button type="button" class="button" onClick=${remove(false)}>${t("Keep them in the history")}</button>
        <button type="button" class="button danger" onClick=${remove(true)}>${t("Delete them too")}</button>
        <button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
      </p>
    <//>
  `;
}
