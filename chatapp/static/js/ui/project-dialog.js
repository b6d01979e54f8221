// A project's name and its instructions: a new one, or one that is there.

import { useState } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { keepProject } from "fragaria/store/projects.js";
import { locale, t } from "fragaria/text/t.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

const LONGEST = 4000;

/** `project` is null for a new one; `onKept(project)`. */
export function ProjectDialog({ project, onKept, onClose }) {
  const [name, setName] = useState(project?.name ?? "");
  const [instructions, setInstructions] = useState(project?.instructions ?? "");
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      onKept(await keepProject(project?.id, { name, instructions }));
    } catch (failure) {
      setError(failure.said || t("The project could not be saved. Try again in a moment."));
      setBusy(false);
    }
  };
  return html`
    <${Dialog} title=${project ? t("Project settings") : t("New project")} onClose=${onClose}>
      <form onSubmit=${save}>
        <p class="field">
          <label for="project-name">${t("Name")}</label>
          <input id="project-name" maxlength="100" required autofocus value=${name} onInput=${(event) => setName(event.target.value)} />
        </p>
        <p class="field">
          <label for="project-instructions">${t("Instructions")}</label>
          <textarea id="project-instructions" rows="6" maxlength=${LONGEST} value=${instructions} dir="auto"
            aria-describedby="project-hint" onInput=${(event) => setInstructions(event.target.value)}></textarea>
          <span class="hint" id="project-hint">${t("The model reads them with every question in this project: what it is about, how to answer.")} ${t("{n} characters left.", { n: (LONGEST - instructions.length).toLocaleString(locale) })}${boot.demo && ` ${t("The demo model cannot follow any.")}`}</span>
        </p>
        ${error && html`<p class="errors" role="alert">${error}</p>`}
        <p class="actions">
          <button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
          <button class="button primary" disabled=${busy}>${project ? t("Save") : t("Create")}</button>
        </p>
      </form>
    <//>
  `;
}
