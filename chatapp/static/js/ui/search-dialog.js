// Search over all of the person's conversations: Ctrl or Cmd with K.

import { useRef } from "preact/hooks";

import { conversations } from "fragaria/store/conversations.js";
import { jumpTo } from "fragaria/store/jump.js";
import { addressOf } from "fragaria/store/route.js";
import { closeSearch, lookFor, search, searchOpen } from "fragaria/store/search.js";
import { date } from "fragaria/text/dates.js";
import { t, tn } from "fragaria/text/t.js";
import { isModified } from "fragaria/ui/conversation-item.js";
import { Dialog } from "fragaria/ui/dialog.js";
import { html } from "fragaria/ui/html.js";
import { closeDrawer } from "fragaria/ui/layout.js";

const RECENT = 8;
const STEPS = { ArrowDown: 1, ArrowUp: -1 };

const Pieces = ({ pieces }) => pieces.map(([text, hit], i) => (hit ? html`<mark key=${i}>${text}</mark>` : text));

function Way({ conversation, message = null, className, children }) {
  const follow = (event) => {
    if (isModified(event)) return;
    event.preventDefault();
    closeSearch();
    closeDrawer();
    jumpTo(conversation, message);
  };
  return html`<a class=${className} href=${addressOf(conversation)} dir="auto" onClick=${follow}>${children}</a>`;
}

const Found = ({ found: { conversation, title, hits } }) => html`
  <li>
    <${Way} className="hit-title" conversation=${conversation.id}>
      <span><${Pieces} pieces=${title} /></span>
      <small>${date(conversation.updated_at)}${conversation.archived && ` · ${t("archived")}`}${conversation.source && ` · ${conversation.source}`}</small>
    <//>
    ${hits.map(
      ({ message, role, text }) => html`
        <${Way} key=${message} className="hit" conversation=${conversation.id} message=${message}>
          <span class="hit-role">${role === "user" ? t("You") : t("Answer")}</span><span><${Pieces} pieces=${text} /></span>
        <//>
      `,
    )}
  </li>
`;

const Recent = () => html`
  ${conversations.value.slice(0, RECENT).map(
    ({ id, title }) => html`<li key=${id}><${Way} className="hit-title" conversation=${id}><span>${title || t("Untitled")}</span><//></li>`,
  )}
`;

function saying({ status, query, items, more }) {
  if (status === "failed") return t("The search did not work. Try again in a moment.");
  if (status === "idle") return "";
  if (status === "searching") return t("Searching…");
  if (!items.length) return t("Nothing was found for “{query}”.", { query: query.trim() });
  if (more) return tn("{n} conversation, and more: add a word", "{n} conversations, and more: add a word", items.length);
  return tn("{n} conversation", "{n} conversations", items.length);
}

function Results() {
  const { status, items } = search.value;
  return html`
    <p class="search-state" role="status">${saying(search.value)}</p>
    <ul class="hits">
      ${status === "idle" ? html`<${Recent} />` : items.map((found) => html`<${Found} key=${found.conversation.id} found=${found} />`)}
    </ul>
  `;
}

export function SearchDialog() {
  const box = useRef(null);
  if (!searchOpen.value) return null;
  const ways = () => [...box.current.querySelectorAll("input, .hits a")];
  const key = (event) => {
    if (event.isComposing) return;
    const all = ways();
    const at = all.indexOf(document.activeElement);
    if (event.key === "Enter" && at === 0) {
      event.preventDefault();
      if (search.value.status !== "searching") all[1]?.click();
    }
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length].focus();
  };
  return html`
    <${Dialog} title=${t("Search")} className="search" onClose=${closeSearch}>
      <div ref=${box} onKeyDown=${key}>
        <label class="hidden-visually" for="search">${t("Words to look for in titles and messages")}</label>
        <input id="search" type="search" autofocus autocomplete="off" placeholder=${t("Search titles and messages")} dir="auto"
          value=${search.value.query} onFocus=${(event) => event.target.select()} onInput=${(event) => lookFor(event.target.value)} />
        <${Results} />
      </div>
    <//>
  `;
}
