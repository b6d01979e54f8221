// The sidebar's lists: projects, what is pinned, the history by date; or what is archived.

import { useEffect, useState } from "preact/hooks";

import { ARCHIVED, HISTORY, PINNED, inList, loadOlder, more, show } from "fragaria/store/conversations.js";
import { projects } from "fragaria/store/projects.js";
import { complain } from "fragaria/store/status.js";
import { groupByAge } from "fragaria/text/dates.js";
import { t } from "fragaria/text/t.js";
import { ConversationItem } from "fragaria/ui/conversation-item.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { OlderButton } from "fragaria/ui/older-button.js";
import { ProjectDialog } from "fragaria/ui/project-dialog.js";
import { ProjectItem } from "fragaria/ui/project-item.js";

const Group = ({ label, items }) => html`
  <section>
    <h2>${label}</h2>
    <ul>${items.map((item) => html`<${ConversationItem} key=${item.id} item=${item} />`)}</ul>
  </section>
`;

const Groups = ({ items }) => groupByAge(items).map((group) => html`<${Group} key=${group.label} ...${group} />`);

function Projects() {
  const [making, setMaking] = useState(false);
  const done = () => setMaking(false);
  return html`
    <section class="projects">
      <h2>
        ${t("Projects")}
        <button type="button" class="icon-button small" aria-label=${t("New project")} title=${t("New project")} onClick=${() => setMaking(true)}>
          <${Icon} name="plus" />
        </button>
      </h2>
      <ul>${projects.value.map((project) => html`<${ProjectItem} key=${project.id} project=${project} />`)}</ul>
      ${making && html`<${ProjectDialog} project=${null} onKept=${done} onClose=${done} />`}
    </section>
  `;
}

export function History() {
  const pinned = inList(PINNED);
  const items = inList(HISTORY);
  return html`
    <nav class="history" aria-label=${t("Earlier conversations")}>
      <${Projects} />
      ${pinned.length > 0 && html`<${Group} label=${t("Pinned")} items=${pinned} />`}
      <${Groups} items=${items} />
      ${items.length + pinned.length === 0 && html`<p class="history-empty">${t("Your conversations will be listed here.")}</p>`}
      ${more.value[HISTORY] && html`<${OlderButton} load=${() => loadOlder()} />`}
    </nav>
  `;
}

export function Archive({ onBack }) {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    show(ARCHIVED)
      .then(() => setReady(true))
      .catch(() => complain(t("What is archived could not be loaded. Try again in a moment.")));
    return () => show(ARCHIVED, false);
  }, []);
  const items = inList(ARCHIVED);
  return html`
    <nav class="history" aria-label=${t("Archived conversations")}>
      <button type="button" class="back" onClick=${onBack}><${Icon} name="chevron" />${t("Back to the history")}</button>
      <p class="list-title" role="heading" aria-level="2">${t("Archived")}</p>
      <${Groups} items=${items} />
      ${ready && items.length === 0 && html`<p class="history-empty">${t("Nothing is archived.")}</p>`}
      ${more.value[ARCHIVED] && html`<${OlderButton} load=${() => loadOlder(ARCHIVED)} />`}
    </nav>
  `;
}
