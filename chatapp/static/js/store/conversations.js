// The conversations that this page knows of. Each list in the sidebar is a part of them, read page by page.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";

const PAGE = 40;

/** All that are known, newest first. */
export const conversations = signal([]);

/** From where the server has more, by list; "" where it has none. */
export const more = signal({});

/** The lists: the history, what is pinned, what is archived, and one for each project. */
export const HISTORY = "history";
export const PINNED = "pinned";
export const ARCHIVED = "archived";
export const listOf = (project) => `project ${project}`;

/** The lists that are shown now and so are kept fresh. */
const shown = new Set([HISTORY]);

/** What this tab is deleting: nobody need tell it. */
export const deleting = new Set();

const at = (conversation) => Date.parse(conversation.updated_at) || 0;

/** Whether `item` stands in `list`. */
export function isIn(list, item) {
  if (list === ARCHIVED || item.archived) return list === ARCHIVED && Boolean(item.archived);
  if (list === PINNED) return Boolean(item.pinned);
  if (list === HISTORY) return !item.project && !item.pinned;
  return listOf(item.project) === list;
}

export const inList = (list) => conversations.value.filter((item) => isIn(list, item));

/** Put what is new about `items` into the list. Temporary ones are in none. */
export function put(items) {
  const known = new Map(conversations.value.map((item) => [item.id, item]));
  for (const item of items) if (!item.temporary) known.set(item.id, { ...known.get(item.id), ...item });
  conversations.value = [...known.values()].sort((a, b) => at(b) - at(a));
}

export const forget = (ids) => {
  conversations.value = conversations.value.filter((item) => !ids.includes(item.id));
};

function pathOf(list, after) {
  const rest = list === ARCHIVED ? "&view=archived" : list === HISTORY ? "" : `&project=${list.split(" ")[1]}`;
  return `conversations?limit=${PAGE}${rest}${after ? `&after=${after}` : ""}`;
}

// What the newest page no longer has, within its span, was deleted or moved elsewhere. What is as old as its last item
// may stand on the next page.
async function refresh(list) {
  const { items, next, pinned = [] } = await api.get(pathOf(list));
  const oldest = next && items.length ? at(items.at(-1)) : -Infinity;
  const known = new Set(inList(list).map(({ id }) => id));
  const gone = (item) => (isIn(list, item) && at(item) > oldest) || (list === HISTORY && isIn(PINNED, item));
  const stayed = conversations.value.filter((item) => !gone(item));
  conversations.value = stayed;
  put([...items, ...pinned]);
  // Older pages that were read stay read, unless so much is new that something lies between them and this page.
  const joins = list in more.value && items.some(({ id }) => known.has(id));
  if (!next || !joins) more.value = { ...more.value, [list]: next };
}

/** Read the newest page of every list that is shown. */
export async function refreshConversations() {
  await Promise.all([...shown].map(refresh));
}

/** Read `list` and keep it fresh from now on; false: no longer. */
export function show(list, wanted = true) {
  if (!wanted) shown.delete(list);
  else if (!shown.has(list)) {
    shown.add(list);
    return refresh(list);
  }
  return Promise.resolve();
}

export async function loadOlder(list = HISTORY) {
  const { items, next } = await api.get(pathOf(list, more.value[list]));
  put(items);
  more.value = { ...more.value, [list]: next };
}

/** A conversation was begun or has moved on. */
export const touchConversation = (conversation, running) => put([{ ...conversation, running }]);

/** Change its `title`, `pinned`, `archived` or `project`. */
export async function changeConversation(id, change) {
  const { id: same, title, pinned, archived, project } = await api.patch(`conversations/${id}`, change);
  put([{ id: same, title, pinned, archived, project }]);
}

export const renameConversation = (id, title) => changeConversation(id, { title });

export async function deleteConversation(id) {
  deleting.add(id);
  await api.delete(`conversations/${id}`).finally(() => deleting.delete(id));
  forget([id]);
}
