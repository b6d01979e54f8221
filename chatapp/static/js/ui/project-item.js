// One project in the sidebar: a folder that opens, with a way to begin in it.

import { useState } from "preact/hooks";

import { inList, listOf, loadOlder, more } from "fragaria/store/conversations.js";
import { beginIn, unfold, unfolded } from "fragaria/store/projects.js";
import { go } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";
import { ConversationItem, Dot } from "fragaria/ui/conversation-item.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { closeDrawer } from "fragaria/ui/layout.js";
import { Menu, MenuItem } from "fragaria/ui/menu.js";
import { OlderButton } from "fragaria/ui/older-button.js";
import { ProjectDelete } from "fragaria/ui/project-delete.js";
import { ProjectDialog } from "fragaria/ui/project-dialog.js";

function Inside({ list, begin }) {
  const items = inList(list);
  return html`
    <ul>
      ${items.map((item) => html`<${ConversationItem} key=${item.id} item=${item} />`)}
      <li><button type="button" class="begin-in" onClick=${begin}><${Icon} name="plus" />${t("New chat here")}</button></li>
    </ul>
    ${more.value[list] && html`<${OlderButton} load=${() => loadOlder(list)} />`}
  `;
}

export function ProjectItem({ project }) {
  const [doing, setDoing] = useState(null);
  const open = unfolded.value.has(project.id);
  const body = `project-${project.id}`;
  const done = () => setDoing(null);
  const toggle = () =>
    unfold(project.id, !open).catch(() => complain(t("The conversations of this project could not be loaded. Try again in a moment.")));
  const begin = async () => {
    try {
      go(await beginIn(project.id));
      closeDrawer();
      focusQuestion();
    } catch (error) {
      complain(error.said || t("A chat could not be begun here. Try again in a moment."));
    }
  };
  return html`
    <li class="project">
      <div class="conversation">
        <button type="button" class="project-name" aria-expanded=${open} aria-controls=${body} title=${project.name} onClick=${toggle}>
          <${Icon} name="folder" /><span class="conversation-title" dir="auto">${project.name}</span>
          ${!open && html`<${Dot} running=${project.running} unread=${project.unread} />`}
        </button>
        <${Menu} className="icon-button small" label=${t("Options for the project {name}", { name: project.name })} face=${html`<${Icon} name="more" />`}>
          ${(close) => {
            const choose = (what) => () => {
              close();
              setDoing(what);
            };
            return html`
              <${MenuItem} onSelect=${() => { close(); begin(); }}>${t("New chat here")}<//>
              <${MenuItem} onSelect=${choose("edit")}>${t("Name and instructions")}<//>
              <${MenuItem} danger onSelect=${choose("delete")}>${t("Delete")}<//>
            `;
          }}
        <//>
      </div>
      <div class="project-inside" id=${body} hidden=${!open}>${open && html`<${Inside} list=${listOf(project.id)} begin=${begin} />`}</div>
      ${doing === "edit" && html`<${ProjectDialog} project=${project} onKept=${done} onClose=${done} />`}
      ${doing === "delete" && html`<${ProjectDelete} project=${project} onClose=${done} />`}
    </li>
  `;
}
