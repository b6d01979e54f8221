// A question in other words, in its place. Sending it makes a new branch; the old one stays.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { excessOf, isBusy, isSendingEdit, sendEdited } from "fragaria/store/asking.js";
import { dropEdit, editOf, keepEdit } from "fragaria/store/editing.js";
import { locale, t } from "fragaria/text/t.js";
import { html } from "fragaria/ui/html.js";
import { isSendKey } from "fragaria/ui/send-key.js";
import { useGrowing } from "fragaria/ui/use-growing.js";
import { elementIdOf } from "fragaria/ui/use-jump.js";

export function EditBox({ message, onDone }) {
  const area = useRef(null);
  const [text, setText] = useState(() => editOf(message.id) ?? message.text);
  const tooLong = excessOf(text);
  const canSend = (text.trim() !== "" || message.files?.length > 0) && !tooLong && !isBusy.value;
  useGrowing(area, text);
  useLayoutEffect(() => {
    area.current.focus({ preventScroll: true });
    area.current.setSelectionRange(text.length, text.length);
  }, []);
  const change = (event) => {
    setText(event.target.value);
    keepEdit(message.id, event.target.value);
  };
  const cancel = () => {
    dropEdit(message.id);
    onDone();
    requestAnimationFrame(() => document.getElementById(elementIdOf(message.id))?.focus({ preventScroll: true }));
  };
  const send = (event) => {
    event.preventDefault();
    if (canSend) sendEdited(message, text.trim());
  };
  const key = (event) => {
    if (isSendKey(event)) send(event);
    else if (event.key === "Escape" && !event.isComposing) {
      event.preventDefault();
      cancel();
    }
  };
  return html`
    <form class="edit-box" onSubmit=${send}>
      <textarea ref=${area} rows="1" dir="auto" aria-label=${t("The question in other words")} value=${text} readonly=${isSendingEdit(message.id)}
        aria-invalid=${tooLong > 0} onInput=${change} onKeyDown=${key}></textarea>
      ${tooLong > 0 && html`<p class="edit-note" role="alert">${t("{n} characters too long.", { n: tooLong.toLocaleString(locale) })}</p>`}
      <div class="actions">
        <button type="button" class="button" onClick=${cancel}>${t("Cancel")}</button>
        <button class="button primary" disabled=${!canSend} title=${isBusy.value ? t("Wait for the answer that is being made, or stop it") : t("Asks again in these words (counts as a message)")}>${t("Send")}</button>
      </div>
    </form>
  `;
}
