// Where a conversation is kept: in one of the projects, in a new one, or in none.

import { useState } from "preact/hooks";

import { keepProject, projects } from "fragaria/store/projects.js";
import { t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

/** `onMove(project)` gets an id, or null for no project, and returns a promise. */
export function MoveDialog({ items, onMove, onClose }) {
  const [name, setName] = useState("");
  const [error, setError] = useState("");
  const now = items.length === 1 ? items[0].project : undefined;
  const attempt = async (work) => {
    try {
      await work();
      onClose();
    } catch (failure) {
      setError(failure.said || t("This could not be saved. Try again in a moment."));
    }
  };
  const make = (event) => {
    event.preventDefault();
    attempt(async () => onMove((await keepProject(null, { name, instructions: "" })).id));
  };
  const place = (id, label) => html`
    <li key=${id}>
      <button type="button" class="menu-item" aria-current=${now === id ? "true" : undefined} onClick=${() => attempt(() => onMove(id))}>
        <${Icon} name=${id ? "folder" : "close"} /><span dir="auto">${label}</span>${now === id && html`<${Icon} name="check" />`}
      </button>
    </li>
  `;
  return html`
    <${Dialog} title=${t("Move to a project")} className="narrow" onClose=${onClose}>
      <ul class="places">${place(null, t("No project"))}${projects.value.map(({ id, name: label }) => place(id, label))}</ul>
      <form class="inline-form" onSubmit=${make}>
        <label class="hidden-visually" for="new-project">${t("Name of a new project")}</label>
        <input id="new-project" maxlength="100" required placeholder=${t("New project")} value=${name} onInput=${(event) => setName(event.target.value)} />
        <button class="button">${t("Create")}</button>
      </form>
      ${error && html`<p class="errors" role="alert">${error}</p>`}
    <//>
  `;
}
