// What can be done with a question.

import { useState } from "preact/hooks";

import { boot } from "fragaria/store/boot.js";
import { t } from "fragaria/text/t.js";
import { CopyButton } from "fragaria/ui/copy-button.js";
import { DeleteMessage } from "fragaria/ui/delete-message.js";
import { html } from "fragaria/ui/html.js";
import { MessageTime } from "fragaria/ui/message-time.js";
import { ToolButton } from "fragaria/ui/tool-button.js";
import { Versions } from "fragaria/ui/versions.js";

export function QuestionTools({ message, onEdit }) {
  const [isDeleting, setDeleting] = useState(false);
  return html`
    <${MessageTime} iso=${message.created_at} />
    ${message.text && html`<${CopyButton} text=${message.text} label=${t("Copy the question")} />`}
    ${!boot.read_only &&
    html`
      <${ToolButton} icon="edit" label=${t("Edit the question")} onClick=${onEdit} />
      <${ToolButton} icon="delete" label=${t("Delete the question")} onClick=${() => setDeleting(true)} />
    `}
    <${Versions} message=${message} />
    ${isDeleting && html`<${DeleteMessage} message=${message} onDone=${() => setDeleting(false)} />`}
  `;
}
