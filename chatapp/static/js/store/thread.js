// The conversation that is open: its messages as a tree, of which the views show one branch.

import { computed, signal } from "@preact/signals";

import { live } from "fragaria/live/connection.js";
import { hasEnded, statusOf } from "fragaria/run/status.js";
import { api } from "fragaria/store/api.js";
import { conversations } from "fragaria/store/conversations.js";
import { stateOf } from "fragaria/store/runs.js";
import { load, ofTab, save } from "fragaria/store/storage.js";
import { answersTo, branch, merge } from "fragaria/store/tree.js";

const NEW = { id: null, title: "", messages: [], status: "ready" };

/** {id (null: a new one), title, messages, status: ready | loading | missing | failed}. */
export const thread = signal(NEW);

/** Where a question has several answers: the one that the reader goes on from. null: the newest. */
export const chosen = signal(null);

const choiceKey = (conversation) => `chosen:${conversation}`;

/** Go on from the answer `id`, after a reload of the tab too; null: from the newest. */
export function choose(id) {
  chosen.value = id;
  if (thread.value.id) save(choiceKey(thread.value.id), id, ofTab);
}

export const shown = computed(() => branch(thread.value.messages, chosen.value));

export const title = computed(() => {
  const { id, title: own } = thread.value;
  return conversations.value.find((item) => item.id === id)?.title || own;
});

function isActive(run) {
  if (hasEnded(run)) return false;
  const status = statusOf(run, stateOf(run.id).value);
  return status === "queued" || status === "running";
}

/** The runs that are making answers to the last question shown. */
export const activeRuns = computed(() => {
  const last = shown.value.at(-1);
  if (!last?.run) return [];
  return answersTo(thread.value.messages, last.parent).map(({ run }) => run).filter(isActive);
});

/** One of them, or null. */
export const activeRun = computed(() => activeRuns.value[0] ?? null);

export function stopActive() {
  for (const run of activeRuns.value) live.stop(run.id);
}

export function openNew() {
  chosen.value = null;
  thread.value = NEW;
}

/** Show conversation `id`; what is already known of it stays on the page until the answer is there. */
export async function openConversation(id) {
  if (thread.value.id !== id) {
    chosen.value = load(choiceKey(id), ofTab);
    thread.value = { ...NEW, id, status: "loading" };
  }
  try {
    const { title: own, messages } = await api.get(`conversations/${id}`);
    if (thread.value.id !== id) return;
    thread.value = { id, title: own, messages: merge(thread.value.messages, messages), status: "ready" };
    for (const { run } of messages) if (run && !hasEnded(run)) live.watch(run.id);
  } catch (error) {
    if (thread.value.id !== id) return;
    if (error.status === 404) thread.value = { ...NEW, id, status: "missing" };
    else if (thread.value.status === "loading") thread.value = { ...thread.value, status: "failed" };
  }
}

/** The new conversation that was open has become `conversation`. */
export function adopt(conversation, messages) {
  thread.value = { id: conversation.id, title: conversation.title, messages, status: "ready" };
}

/** Put `messages` into the open conversation. */
export function mergeMessages(messages) {
  thread.value = { ...thread.value, messages: merge(thread.value.messages, messages) };
}

export const holdsMessage = (id) => thread.value.messages.some((message) => message.id === id);
