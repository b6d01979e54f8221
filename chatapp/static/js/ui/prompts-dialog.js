// The person's saved prompts: put one into the composer, write, change and delete them.

import { useEffect, useState } from "preact/hooks";

import { draft } from "fragaria/store/asking.js";
import { deletePrompt, insert, LONGEST_NAME, LONGEST_TEXT, keepPrompt, prompts, refreshPrompts } from "fragaria/store/prompts.js";
import { queryIn } from "fragaria/text/slash.js";
import { t, tn } from "fragaria/text/t.js";
import { Confirm } from "fragaria/ui/confirm.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

function Form({ prompt, onDone }) {
  const [name, setName] = useState(prompt.name);
  const [text, setText] = useState(prompt.text);
  const [error, setError] = useState("");
  const [busy, setBusy] = useState(false);
  const left = LONGEST_TEXT - [...text].length;
  const save = async (event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await keepPrompt(prompt.id, { name, text });
      onDone();
    } catch (failure) {
      setError(failure.said || t("The prompt could not be saved. Try again in a moment."));
      setBusy(false);
    }
  };
  return html`
    <form onSubmit=${save}>
      <p class="field">
        <label for="prompt-name">${t("Name")}</label>
        <input id="prompt-name" maxlength=${LONGEST_NAME} required autofocus autocomplete="off" dir="auto" value=${name}
          aria-describedby="prompt-name-hint" onInput=${(event) => setName(event.target.value)} />
        <span class="hint" id="prompt-name-hint">${t("You type it after a slash, for example /summary.")}</span>
      </p>
      <p class="field">
        <label for="prompt-text">${t("Text")}</label>
        <textarea id="prompt-text" rows="8" required dir="auto" value=${text} aria-describedby="prompt-text-hint"
          onInput=${(event) => setText(event.target.value)}></textarea>
        <span class="hint" id="prompt-text-hint">
          ${t("What stands in braces, as {example}, is a place to fill in: Tab goes from one to the next.", { example: "{topic}" })}
          ${left < 1000 && html` ${left < 0 ? tn("{n} character too long.", "{n} characters too long.", -left) : tn("{n} character left.", "{n} characters left.", left)}`}
        </span>
      </p>
      ${error && html`<p class="errors" role="alert">${error}</p>`}
      <p class="actions">
        <button type="button" class="button" onClick=${onDone}>${t("Cancel")}</button>
        <button class="button primary" disabled=${busy || left < 0}>${t("Save")}</button>
      </p>
    </form>
  `;
}

function Line({ prompt, onInsert, onEdit, onDelete }) {
  const { name, text } = prompt;
  return html`
    <li class="prompt-line">
      <button type="button" class="prompt-insert" title=${t("Put it into the composer")} onClick=${onInsert}>
        <bdi class="prompt-name">/${name}</bdi><span class="prompt-text" dir="auto">${text}</span>
      </button>
      <button type="button" class="button quiet" aria-label=${t("Edit /{name}", { name })} onClick=${onEdit}>${t("Edit")}</button>
      <button type="button" class="icon-button small" aria-label=${t("Delete /{name}", { name })} title=${t("Delete")} onClick=${onDelete}>
        <${Icon} name="close" />
      </button>
    </li>
  `;
}

function Lines({ onInsert, onEdit, onDelete }) {
  if (!prompts.value) return html`<p role="status">${t("Loading…")}</p>`;
  if (!prompts.value.length)
    return html`<p>${t("Keep texts that you send again and again. Type a slash in an empty composer to put one there.")}</p>`;
  return html`
    <ul class="prompt-lines">
      ${prompts.value.map(
        (prompt) => html`
          <${Line} key=${prompt.id} prompt=${prompt} onInsert=${() => onInsert(prompt)} onEdit=${() => onEdit(prompt)} onDelete=${() => onDelete(prompt)} />
        `,
      )}
    </ul>
  `;
}

export function PromptsDialog({ onClose }) {
  const [editing, setEditing] = useState(null);
  const [deleting, setDeleting] = useState(null);
  const [error, setError] = useState("");
  const read = () => refreshPrompts().catch(() => setError(t("Your saved prompts could not be loaded. Close this and try again.")));
  useEffect(() => void read(), []);
  const written = queryIn(draft.value) === null ? draft.value.trim() : "";
  const put = ({ text }) => {
    onClose();
    insert(text);
  };
  const answered = async (agreed) => {
    setDeleting(null);
    if (!agreed) return;
    try {
      await deletePrompt(deleting.id);
    } catch {
      setError(t("The prompt could not be deleted. Try again in a moment."));
    }
  };
  if (editing) {
    const title = editing.id ? t("Edit a prompt") : t("New prompt");
    return html`<${Dialog} key="form" title=${title} onClose=${() => setEditing(null)}><${Form} prompt=${editing} onDone=${() => setEditing(null)} /><//>`;
  }
  return html`
    <${Dialog} key="list" title=${t("Saved prompts")} onClose=${onClose}>
      ${error && html`<p class="errors" role="alert">${error}</p>`}
      ${!error && html`<${Lines} onInsert=${put} onEdit=${setEditing} onDelete=${setDeleting} />`}
      <p class="actions">
        ${written && html`<button type="button" class="button" onClick=${() => setEditing({ name: "", text: written })}>${t("Save as prompt")}</button>`}
        <button type="button" class="button primary" onClick=${() => setEditing({ name: "", text: "" })}>${t("New prompt")}</button>
      </p>
      ${deleting &&
      html`
        <${Confirm} title=${t("Delete /{name}?", { name: deleting.name })} text=${t("Its text is gone then.")} action=${t("Delete")} onAnswer=${answered} />
      `}
    <//>
  `;
}
