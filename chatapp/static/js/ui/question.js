// One question, or the box in which it is said in other words.

import { useState } from "preact/hooks";

import { editOf } from "fragaria/store/editing.js";
import { t } from "fragaria/text/t.js";
import { aboutAsTallAs } from "fragaria/ui/far.js";
import { html } from "fragaria/ui/html.js";
import { later } from "fragaria/ui/later.js";
import { ToolsPlace } from "fragaria/ui/tools-place.js";
import { elementIdOf } from "fragaria/ui/use-jump.js";

const EditBox = later(async () => (await import("fragaria/ui/edit-box.js")).EditBox, ["message"]);
const MessageFiles = later(async () => (await import("fragaria/ui/message-files.js")).MessageFiles, ["attachments"]);
const Tools = later(async () => (await import("fragaria/ui/question-tools.js")).QuestionTools, ["message"]);

/** `far`: out of sight as the conversation opens. */
export function Question({ message, far }) {
  const [isEdited, setEdited] = useState(() => editOf(message.id) !== null);
  return html`
    <article class=${`question${far ? " far" : ""}${isEdited ? " edited" : ""}`} id=${elementIdOf(message.id)} tabindex="-1" style=${far ? aboutAsTallAs(message.text) : null} aria-label=${t("Your question")}>
      ${message.files?.length > 0 && html`<${MessageFiles} files=${message.files} />`}
      ${isEdited
        ? html`<${EditBox} message=${message} onDone=${() => setEdited(false)} />`
        : html`
            ${message.text && html`<p dir="auto">${message.text}</p>`}
            <${ToolsPlace} far=${far}><${Tools} message=${message} onEdit=${() => setEdited(true)} /><//>
          `}
    </article>
  `;
}
