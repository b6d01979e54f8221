// Above the composer: the messages that are sent when the answer is there, and why they are not where they wait.

import { useRef, useState } from "preact/hooks";

import { hasSomething } from "fragaria/store/asking.js";
import { editQueued, queue, removeQueued, sendingQueued, sendNow, waitsBecause } from "fragaria/store/queue.js";
import { isQueueFull, mustWait } from "fragaria/store/queueing.js";
import { t, tn } from "fragaria/text/t.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { isSendKey } from "fragaria/ui/send-key.js";

const BECAUSE = {
  failed: () => t("The answer failed, so this was not sent."),
  stopped: () => t("You stopped the answer, so this was not sent."),
  refused: () => t("This was refused. It stays here until you send or remove it."),
  late: () => t("This has waited for more than an hour, so it was not sent by itself."),
  unknown: () => t("This was not sent: the answer that it waited for is not here."),
};

function remove({ id }) {
  removeQueued(id);
  focusQuestion();
}

function Editing({ item, onDone }) {
  const focused = (box) => {
    if (!box || box === document.activeElement) return;
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
  };
  const left = useRef(false);
  const keep = (event) => {
    if (!left.current) editQueued(item.id, event.target.value);
    onDone();
  };
  const key = (event) => {
    if (event.isComposing || (event.key !== "Escape" && !isSendKey(event))) return;
    event.preventDefault();
    // Escape leaves it as it was; Enter keeps it, as the focus does that goes elsewhere.
    left.current = event.key === "Escape";
    event.target.blur();
    focusQuestion();
  };
  return html`
    <textarea class="queue-edit" rows="2" dir="auto" aria-label=${t("Edit the next message")} ref=${focused}
      onBlur=${keep} onKeyDown=${key}>${item.text}</textarea>
  `;
}

function Item({ item, isSending }) {
  const [editing, setEditing] = useState(false);
  if (editing && !isSending) return html`<li class="queue-item"><${Editing} item=${item} onDone=${() => setEditing(false)} /></li>`;
  return html`
    <li class="queue-item" aria-busy=${isSending}>
      <span class="queue-label">${isSending ? t("Sending:") : t("Next:")}</span>
      <button type="button" class="queue-text" title=${t("Edit")} disabled=${isSending} onClick=${() => setEditing(true)}>
        <bdi>${item.text}</bdi>${item.attached && html` <span class="queue-files">${tn("{n} file", "{n} files", item.attached.length)}</span>`}
      </button>
      <button type="button" class="icon-button small" aria-label=${t("Remove")} title=${t("Remove")} disabled=${isSending} onClick=${() => remove(item)}>
        <${Icon} name="close" />
      </button>
    </li>
  `;
}

function Waiting({ first }) {
  const now = () => {
    sendNow();
    focusQuestion();
  };
  return html`
    <p class="queue-waiting">
      <span>${BECAUSE[waitsBecause.value]()}</span>
      <span class="queue-actions">
        <button type="button" class="button quiet" onClick=${now}>${t("Send now")}</button>
        <button type="button" class="button quiet" onClick=${() => remove(first)}>${t("Remove")}</button>
      </span>
    </p>
  `;
}

export function Queue() {
  const { items } = queue.value;
  const isFull = isQueueFull.value && mustWait.value && hasSomething.value;
  return html`
    <div class="queue">
      ${items.length > 0 &&
      html`
        <ul aria-label=${t("Next messages")}>
          ${items.map((item) => html`<${Item} key=${item.id} item=${item} isSending=${item.id === sendingQueued.value} />`)}
        </ul>
      `}
      <div role="status">
        ${waitsBecause.value && html`<${Waiting} first=${items[0]} />`}
        ${isFull && html`<p class="queue-waiting">${t("Three messages wait already. Remove one to add another.")}</p>`}
      </div>
    </div>
  `;
}
