// The conversation: the branch shown, and following its end while an answer grows.

import { useErrorBoundary, useLayoutEffect, useRef } from "preact/hooks";

import { draft } from "fragaria/store/asking.js";
import { takeDraftAlong } from "fragaria/store/rescuing.js";
import { openConversation, shown, thread } from "fragaria/store/thread.js";
import { hasSecond } from "fragaria/store/comparing.js";
import { Answer } from "fragaria/ui/answer.js";
import { Compare } from "fragaria/ui/compare.js";
import { Empty } from "fragaria/ui/empty.js";
import { aboutAsTallAs, NEAR } from "fragaria/ui/far.js";
import { useFollowing } from "fragaria/ui/following.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";
import { elementIdOf, useJump } from "fragaria/ui/use-jump.js";

const Question = ({ message, far }) => html`
  <article class=${`question${far ? " far" : ""}`} id=${elementIdOf(message.id)} tabindex="-1" style=${far ? aboutAsTallAs(message.text) : null} aria-label="Your question"><p>${message.text}</p></article>
`;

// One message that cannot be shown does not take the others with it.
function Message({ message, question, isLast, far }) {
  const [error] = useErrorBoundary();
  if (error) return html`<p class="unshown">This message cannot be shown.</p>`;
  return message.role === "user"
    ? html`<${Question} message=${message} far=${far} />`
    : html`<${Answer} message=${message} question=${question} isLast=${isLast} far=${far} />`;
}

const Trouble = ({ text, action, onAction }) => html`
  <div class="trouble">
    <p>${text}</p>
    <button type="button" class="button" onClick=${onAction}>${action}</button>
  </div>
`;

const GONE = {
  missing: "This conversation is not here.",
  deleted: "This conversation was deleted, on another page of yours or because its time was over.",
};

function Gone({ text }) {
  const kept = draft.value.trim() !== "";
  return html`
    <${Trouble} text=${kept ? `${text} What you have typed is kept.` : text}
      action=${kept ? "Take my text to a new chat" : "New chat"} onAction=${takeDraftAlong} />
  `;
}

function Content() {
  const { id, status } = thread.value;
  if (status === "loading") return html`<p class="trouble" role="status">Opening the conversation…</p>`;
  if (Object.hasOwn(GONE, status)) return html`<${Gone} text=${GONE[status]} />`;
  if (status === "failed")
    return html`<${Trouble} text="The conversation could not be loaded." action="Try again" onAction=${() => openConversation(id)} />`;
  const messages = shown.value;
  if (!messages.length) return html`<${Empty} />`;
  return messages.map((message, i) => {
    const question = messages[i - 1];
    const isLast = i === messages.length - 1;
    if (message.role === "assistant" && question && hasSecond(question.id)) {
      return html`<${Compare} key=${`to ${question.id}`} question=${question} current=${message.id} isLast=${isLast} />`;
    }
    const far = i < messages.length - NEAR;
    return html`<${Message} key=${message.id} message=${message} question=${question} isLast=${isLast} far=${far} />`;
  });
}

export function Thread() {
  const box = useRef(null);
  const content = useRef(null);
  const { atEnd, toEnd, scrolled } = useFollowing(box, content);
  const lastId = shown.value.at(-1)?.id;
  // A conversation opens at its end, and a new question is always seen.
  useLayoutEffect(toEnd, [thread.value.id, lastId]);
  useJump();
  return html`
    <div class="thread-frame">
      <div class="thread" ref=${box} onScroll=${scrolled} tabindex="-1">
        <div class="thread-column" ref=${content}><${Content} /></div>
      </div>
      ${!atEnd &&
      html`
        <button type="button" class="icon-button jump" aria-label="Jump to the end" title="Jump to the end" onClick=${toEnd}>
          <${Icon} name="down" />
        </button>
      `}
    </div>
  `;
}
