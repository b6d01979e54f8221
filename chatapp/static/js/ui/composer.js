// Where a question is written.

import { useLayoutEffect, useRef, useState } from "preact/hooks";

import { canSend, draft, editDraft, excess, hasSomething, isSending, isSendingDraft, mode, stop } from "fragaria/store/asking.js";
import { attached } from "fragaria/store/attachments.js";
import { boot } from "fragaria/store/boot.js";
import { modelsFor } from "fragaria/store/models.js";
import { canQueue, hasQueues, mustWait, sendOrQueue } from "fragaria/store/queueing.js";
import { activeRun, thread } from "fragaria/store/thread.js";
import { locale, t } from "fragaria/text/t.js";
import { AttachButton, pasted } from "fragaria/ui/attach-button.js";
import { EffortChoice } from "fragaria/ui/effort-choice.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";
import { AllowanceLine, ModeSwitch } from "fragaria/ui/mode-switch.js";
import { Notices } from "fragaria/ui/notices.js";
import { isSendKey, needsModifier } from "fragaria/ui/send-key.js";
import { useGrowing } from "fragaria/ui/use-growing.js";

const Queue = later(async () => (await import("fragaria/ui/queue.js")).Queue, ["queue"]);
const Attached = later(async () => (await import("fragaria/ui/attached.js")).Attached, ["attachments"]);
const PasteOffer = later(async () => (await import("fragaria/ui/attached.js")).PasteOffer, ["attachments"]);
const ModelChoice = later(async () => (await import("fragaria/ui/model-choice.js")).ModelChoice, ["models"]);
const PromptList = later(async () => (await import("fragaria/ui/prompt-list.js")).PromptList, ["prompts"]);
const PromptsDialog = later(async () => (await import("fragaria/ui/prompts-dialog.js")).PromptsDialog, ["prompts"]);

function StopButton() {
  const stopAll = () => {
    stop();
    focusQuestion();
  };
  return html`
    <button type="button" class="send stop" aria-label=${t("Stop")} title=${t("Stop (Esc)")} onClick=${stopAll}>
      <${Icon} name="stop" />
    </button>
  `;
}

const keyName = () => (needsModifier() ? "Ctrl+Enter" : "Enter");

const SendButton = () => html`
  <button class="send" aria-label=${t("Send")} title=${t("Send ({key})", { key: keyName() })} disabled=${!canSend.value} aria-busy=${isSending.value}>
    <${Icon} name="send" />
  </button>
`;

// Beside Stop, once something is written.
const QueueButton = () => html`
  <button class="send" aria-label=${t("Queue")} title=${t("Send after this answer ({key})", { key: keyName() })} disabled=${!canQueue.value}>
    <${Icon} name="queue" />
  </button>
`;

const PromptsButton = ({ onClick }) => html`
  <button type="button" class="icon-button" aria-label=${t("Saved prompts")} title=${t("Saved prompts (/)")} onClick=${onClick}>
    <${Icon} name="slash" />
  </button>
`;

function TooLong() {
  if (!excess.value) return null;
  const limit = boot.limits.text.toLocaleString(locale);
  return html`
    <p class="notice warn" id="too-long" role="alert">
      ${t("{n} characters too long: a question has at most {limit}.", { n: excess.value.toLocaleString(locale), limit })}
    </p>
  `;
}

export function Composer() {
  const area = useRef(null);
  const promptKeys = useRef(null);
  const wantsPrompts = useRef(false);
  const [managing, setManaging] = useState(false);
  const text = draft.value;
  wantsPrompts.current ||= managing || text.startsWith("/");
  const run = activeRun.value;
  useGrowing(area, text);
  useLayoutEffect(focusQuestion, [thread.value.id]);
  const key = (event) => {
    if (promptKeys.current?.(event)) event.preventDefault();
    else if (isSendKey(event)) send(event);
  };
  const send = (event) => {
    event.preventDefault();
    sendOrQueue();
  };
  const manage = () => setManaging(true);
  return html`
    <div class="composer">
      <${Notices} />
      <${TooLong} />
      ${pasted.value && html`<${PasteOffer} />`}
      ${hasQueues.value && html`<${Queue} />`}
      <form class="composer-box" onSubmit=${send}>
        ${attached.value.length > 0 && html`<${Attached} />`}
        ${wantsPrompts.current && html`<${PromptList} area=${area} keys=${promptKeys} onManage=${manage} />`}
        <label class="hidden-visually" for="question">${t("Your question")}</label>
        <textarea id="question" ref=${area} rows="1" dir="auto" placeholder=${t("Ask a question")} value=${text}
          readonly=${isSendingDraft.value} aria-invalid=${excess.value > 0} aria-describedby=${excess.value ? "too-long" : undefined}
          onInput=${(event) => editDraft(event.target.value)} onKeyDown=${key}></textarea>
        <div class="composer-row">
          <${ModeSwitch} />
          <${EffortChoice} />
          ${modelsFor(mode.value).length > 1 && html`<${ModelChoice} />`}
          <${AttachButton} />
          <${PromptsButton} onClick=${manage} />
          ${run && html`<${StopButton} />`}
          ${!run && !mustWait.value && html`<${SendButton} />`}
          ${mustWait.value && (hasSomething.value || !run) && html`<${QueueButton} />`}
        </div>
      </form>
      <${AllowanceLine} />
    </div>
    ${managing && html`<${PromptsDialog} onClose=${() => setManaging(false)} />`}
  `;
}
