// The conversation: the branch shown, and following its end while an answer grows.

import { useErrorBoundary, useLayoutEffect, useRef } from "preact/hooks";

import { draft } from "fragaria/store/asking.js";
import { takeDraftAlong } from "fragaria/store/rescuing.js";
import { openConversation, shown, thread, versionShown } from "fragaria/store/thread.js";
import { hasSecond } from "fragaria/store/comparing.js";
import { dayName, firstOfDays } from "fragaria/text/days.js";
import { t } from "fragaria/text/t.js";
import { Answer } from "fragaria/ui/answer.js";
import { Empty } from "fragaria/ui/empty.js";
import { NEAR } from "fragaria/ui/far.js";
import { useFollowing } from "fragaria/ui/following.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { later } from "fragaria/ui/later.js";
import { Question } from "fragaria/ui/question.js";
import { useJump } from "fragaria/ui/use-jump.js";

const Compare = later(async () => (await import("fragaria/ui/compare.js")).Compare, ["compare"]);

// One message that cannot be shown does not take the others with it.
function Message({ message, question, isLast, far }) {
  const [error] = useErrorBoundary((reason) => console.error("A message cannot be shown:", reason));
  if (error) return html`<p class="unshown">${t("This message cannot be shown.")}</p>`;
  return message.role === "user"
    ? html`<${Question} message=${message} far=${far} />`
    : html`<${Answer} message=${message} question=${question} isLast=${isLast} far=${far} />`;
}

const Day = ({ iso }) => html`<p class="day"><time datetime=${iso}>${dayName(iso)}</time></p>`;

const Trouble = ({ text, action, onAction }) => html`
  <div class="trouble">
    <p>${text}</p>
    <button type="button" class="button" onClick=${onAction}>${action}</button>
  </div>
`;

const GONE = {
  missing: t("This conversation is not here."),
  deleted: t("This conversation was deleted, on another page of yours or because its time was over."),
};

function Gone({ text }) {
  const kept = draft.value.trim() !== "";
  return html`
    <${Trouble} text=${kept ? `${text} ${t("What you have typed is kept.")}` : text}
      action=${kept ? t("Take my text to a new chat") : t("New chat")} onAction=${takeDraftAlong} />
  `;
}

function Content() {
  const { id, status } = thread.value;
  if (status === "loading") return html`<p class="trouble" role="status">${t("Opening the conversation…")}</p>`;
  if (Object.hasOwn(GONE, status)) return html`<${Gone} text=${GONE[status]} />`;
  if (status === "failed")
    return html`<${Trouble} text=${t("The conversation could not be loaded.")} action=${t("Try again")} onAction=${() => openConversation(id)} />`;
  const messages = shown.value;
  if (!messages.length) return html`<${Empty} />`;
  const newDays = firstOfDays(messages);
  return messages.flatMap((message, i) => [
    newDays.has(message.id) && html`<${Day} key=${`day of ${message.id}`} iso=${message.created_at} />`,
    place(messages, i),
  ]);
}

// What stands where the message `i` is.
function place(messages, i) {
  const message = messages[i];
  const question = messages[i - 1];
  const isLast = i === messages.length - 1;
  if (message.role === "assistant" && question && hasSecond(question.id)) {
    return html`<${Compare} key=${`to ${question.id}`} question=${question} current=${message.id} isLast=${isLast} />`;
  }
  const far = i < messages.length - NEAR && message.id !== versionShown.value;
  return html`<${Message} key=${message.id} message=${message} question=${question} isLast=${isLast} far=${far} />`;
}

export function Thread() {
  const box = useRef(null);
  const content = useRef(null);
  const seen = useRef(null);
  const { atEnd, toEnd, stay, scrolled } = useFollowing(box, content);
  const lastId = shown.value.at(-1)?.id;
  // A conversation opens at its end, and a new question is always seen. Another version stands where this one did.
  useLayoutEffect(() => {
    const isVersion = versionShown.value !== null && versionShown.value !== seen.current;
    seen.current = versionShown.value;
    // An empty one is read from its greeting on.
    if (!lastId) box.current.scrollTop = 0;
    if (isVersion || !lastId) stay();
    else toEnd();
  }, [thread.value.id, lastId]);
  useJump();
  return html`
    <div class="thread-frame">
      <div class="thread" ref=${box} onScroll=${scrolled} tabindex="-1">
        <div class="thread-column" ref=${content}><${Content} /></div>
      </div>
      ${!atEnd && lastId &&
      html`
        <button type="button" class="icon-button jump" aria-label=${t("Jump to the end")} title=${t("Jump to the end")} onClick=${toEnd}>
          <${Icon} name="down" />
        </button>
      `}
    </div>
  `;
}
