// A question before something that cannot be undone.

import { t } from "fragaria/text/t.js";
import { useModal } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";

/** `onAnswer(true)` when the person agrees, `onAnswer(false)` on Cancel and Escape. */
export function Confirm({ title, text, action, onAnswer }) {
  const dialog = useModal();
  const cancelled = (event) => {
    event.preventDefault();
    onAnswer(false);
  };
  return html`
    <dialog class="confirm" ref=${dialog} aria-label=${title} onCancel=${cancelled}>
      <h2>${title}</h2>
      <p>${text}</p>
      <div class="actions">
        <button type="button" class="button" onClick=${() => onAnswer(false)}>${t("Cancel")}</button>
        <button type="button" class="button danger" onClick=${() => onAnswer(true)}>${action}</button>
      </div>
    </dialog>
  `;
}
