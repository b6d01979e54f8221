// Where a question is written.

import { useLayoutEffect, useRef } from "preact/hooks";

import { canSend, draft, editDraft, excess, isSending, stop, submit } from "fragaria/store/asking.js";
import { boot } from "fragaria/store/boot.js";
import { activeRun, thread } from "fragaria/store/thread.js";
import { EffortChoice } from "fragaria/ui/effort-choice.js";
import { focusQuestion } from "fragaria/ui/focus.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { AllowanceLine, ModeSwitch } from "fragaria/ui/mode-switch.js";
import { Notices } from "fragaria/ui/notices.js";

// Where the browser cannot size a text area by its content, its scroll height is the content.
function useAutoGrow(area, text) {
  useLayoutEffect(() => {
    const { style } = area.current;
    style.setProperty("height", "auto");
    style.setProperty("height", `${area.current.scrollHeight}px`);
  }, [text]);
}

function StopButton() {
  const stopAll = () => {
    stop();
    focusQuestion();
  };
  return html`
    <button type="button" class="send stop" aria-label="Stop" title="Stop (Esc)" onClick=${stopAll}>
      <${Icon} name="stop" />
    </button>
  `;
}

const SendButton = () => html`
  <button class="send" aria-label="Send" title="Send (Enter)" disabled=${!canSend.value} aria-busy=${isSending.value}>
    <${Icon} name="send" />
  </button>
`;

function TooLong() {
  if (!excess.value) return null;
  const limit = boot.limits.text.toLocaleString();
  return html`
    <p class="notice warn" id="too-long" role="alert">
      ${excess.value.toLocaleString()} characters too long: a question has at most ${limit}.
    </p>
  `;
}

export function Composer() {
  const area = useRef(null);
  const text = draft.value;
  const run = activeRun.value;
  useAutoGrow(area, text);
  useLayoutEffect(focusQuestion, [thread.value.id]);
  const key = (event) => {
    // Enter that ends an input method's composition is not the end of the question (229: Safari's late keydown).
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  };
  const send = (event) => {
    event.preventDefault();
    submit();
  };
  return html`
    <div class="composer">
      <${Notices} />
      <${TooLong} />
      <form class="composer-box" onSubmit=${send}>
        <label class="hidden-visually" for="question">Your question</label>
        <textarea id="question" ref=${area} rows="1" placeholder="Ask a question" value=${text}
          readonly=${isSending.value} aria-invalid=${excess.value > 0} aria-describedby=${excess.value ? "too-long" : undefined}
          onInput=${(event) => editDraft(event.target.value)} onKeyDown=${key}></textarea>
        <div class="composer-row">
          <${ModeSwitch} />
          <${EffortChoice} />
          <${AllowanceLine} />
          ${run ? html`<${StopButton} />` : html`<${SendButton} />`}
        </div>
      </form>
    </div>
  `;
}
