// The conversation: the branch shown, and following its end while an answer grows.

import { useEffect, useErrorBoundary, useLayoutEffect, useRef, useState } from "preact/hooks";

import { go } from "fragaria/store/route.js";
import { activeRun, openConversation, shown, thread } from "fragaria/store/thread.js";
import { hasSecond } from "fragaria/store/comparing.js";
import { Answer } from "fragaria/ui/answer.js";
import { Compare } from "fragaria/ui/compare.js";
import { Empty } from "fragaria/ui/empty.js";
import { html } from "fragaria/ui/html.js";
import { Icon } from "fragaria/ui/icon.js";

const NEAR_END = 48;

const Question = ({ message }) => html`
  <article class="question" aria-label="Your question"><p>${message.text}</p></article>
`;

// One message that cannot be shown does not take the others with it.
function Message({ message, question, isLast }) {
  const [error] = useErrorBoundary();
  if (error) return html`<p class="unshown">This message cannot be shown.</p>`;
  return message.role === "user"
    ? html`<${Question} message=${message} />`
    : html`<${Answer} message=${message} question=${question} isLast=${isLast} />`;
}

const Trouble = ({ text, action, onAction }) => html`
  <div class="trouble">
    <p>${text}</p>
    <button type="button" class="button" onClick=${onAction}>${action}</button>
  </div>
`;

function Content() {
  const { id, status } = thread.value;
  if (status === "loading") return html`<p class="trouble" role="status">Opening the conversation…</p>`;
  if (status === "missing")
    return html`<${Trouble} text="This conversation is not here." action="New chat" onAction=${() => go(null)} />`;
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
    return html`<${Message} key=${message.id} message=${message} question=${question} isLast=${isLast} />`;
  });
}

// Follows the end of `box` while `content` grows, as long as the reader is there.
function useFollowing(box, content) {
  const [atEnd, setAtEnd] = useState(true);
  const following = useRef(true);
  // At once: a smooth way to an end that moves never arrives.
  const toEnd = () => {
    following.current = true;
    box.current.scrollTop = box.current.scrollHeight;
  };
  const scrolled = () => {
    const { scrollHeight, scrollTop, clientHeight } = box.current;
    following.current = scrollHeight - scrollTop - clientHeight < NEAR_END;
    setAtEnd(following.current);
  };
  useEffect(() => {
    // The last change comes when the run has just ended: it is followed too.
    let wasActive = false;
    const observer = new ResizeObserver((changes) => {
      const isActive = Boolean(activeRun.peek());
      // The frame shrinks when the composer grows; what stood at the end stays in sight.
      const frameChanged = changes.some(({ target }) => target === box.current);
      if (following.current && (isActive || wasActive || frameChanged)) toEnd();
      else scrolled();
      wasActive = isActive;
    });
    observer.observe(content.current);
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return { atEnd, toEnd, scrolled };
}

export function Thread() {
  const box = useRef(null);
  const content = useRef(null);
  const { atEnd, toEnd, scrolled } = useFollowing(box, content);
  const lastId = shown.value.at(-1)?.id;
  // A conversation opens at its end, and a new question is always seen.
  useLayoutEffect(toEnd, [thread.value.id, lastId]);
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
