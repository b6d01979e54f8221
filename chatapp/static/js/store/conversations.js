// The list of conversations, newest first.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";

const PAGE = 40;

export const conversations = signal([]);
export const hasMore = signal(false);

const at = (conversation) => Date.parse(conversation.updated_at) || 0;

function put(items) {
  const known = new Map(conversations.value.map((item) => [item.id, item]));
  for (const item of items) known.set(item.id, { ...known.get(item.id), ...item });
  conversations.value = [...known.values()].sort((a, b) => at(b) - at(a));
}

/** Read the newest page again. What it no longer has, within its span, was deleted elsewhere. */
export async function refreshConversations() {
  const { items, more } = await api.get(`conversations?limit=${PAGE}`);
  const oldest = more && items.length ? at(items.at(-1)) : -Infinity;
  conversations.value = conversations.value.filter((item) => at(item) < oldest);
  put(items);
  if (conversations.value.length === items.length) hasMore.value = more;
}

export async function loadOlder() {
  const last = conversations.value.at(-1);
  const query = `conversations?limit=${PAGE}&before=${encodeURIComponent(last.updated_at)}`;
  const { items, more } = await api.get(query);
  put(items);
  hasMore.value = more && items.length > 0;
}

/** A conversation was begun or has moved on. */
export const touchConversation = (conversation, running) => put([{ ...conversation, running }]);

export async function renameConversation(id, title) {
  await api.patch(`conversations/${id}`, { title });
  put([{ id, title }]);
}

export async function deleteConversation(id) {
  await api.delete(`conversations/${id}`);
  conversations.value = conversations.value.filter((item) => item.id !== id);
}
