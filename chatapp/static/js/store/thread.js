// The conversation that is open: its messages as a tree, of which the views show one branch.

import { computed, signal } from "@preact/signals";

import { live } from "fragaria/live/connection.js";
import { hasEnded, statusOf } from "fragaria/run/status.js";
import { showAllowanceOf } from "fragaria/store/allowance.js";
import { api } from "fragaria/store/api.js";
import { conversations } from "fragaria/store/conversations.js";
import { stateOf } from "fragaria/store/runs.js";
import { load, ofTab, save } from "fragaria/store/storage.js";
import { answersTo, branch, merge } from "fragaria/store/tree.js";

const NEW = { id: null, title: "", messages: [], status: "ready", about: null };

/** {id (null: a new one), title, messages, status: ready | loading | missing | deleted | failed, about}. `about` is the
 * conversation as the server lists it, null while it is not known. */
export const thread = signal(NEW);

/** Where the conversation forks: what the reader chose to see, ids of messages, the latest last. */
export const chosen = signal([]);

const MOST_CHOSEN = 60;
const choiceKey = (conversation) => `chosen:${conversation}`;

function setChosen(ids) {
  chosen.value = ids;
  if (thread.value.id) save(choiceKey(thread.value.id), ids.length ? ids : null, ofTab);
}

function chosenBefore(conversation) {
  const kept = load(choiceKey(conversation), ofTab);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
}

/** Show the branch of the message `id`, after a reload of the tab too. What was chosen further down stays. */
export const choose = (id) => setChosen([...chosen.value.filter((other) => other !== id), id].slice(-MOST_CHOSEN));

/** The version of a message that was last put in the place of another; null: none. */
export const versionShown = signal(null);

/** Show the version `id` of a message in the place of another. */
export function showVersion(id) {
  versionShown.value = id;
  choose(id);
}

/** No longer mind which of `ids` was chosen: the newest counts. */
export const unchoose = (ids) => setChosen(chosen.value.filter((id) => !ids.includes(id)));

export const shown = computed(() => branch(thread.value.messages, chosen.value));

export const title = computed(() => {
  const { id, title: own } = thread.value;
  return conversations.value.find((item) => item.id === id)?.title || own;
});

/** What is known of the open conversation: as the list has it, or as it was when it was opened. */
export const about = computed(() => {
  const { id, about: own } = thread.value;
  const listed = conversations.value.find((item) => item.id === id);
  return listed || own ? { ...own, ...listed } : null;
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
  chosen.value = [];
  showAllowanceOf(null);
  thread.value = NEW;
}

const idsOf = (messages) => new Set(messages.map((message) => message.id));

/** Show conversation `id`; what is already known of it stays on the page until the answer is there. */
export async function openConversation(id) {
  if (thread.value.id !== id) {
    chosen.value = chosenBefore(id);
    thread.value = { ...NEW, id, status: "loading" };
    showAllowanceOf(id);
  }
  const before = idsOf(thread.value.messages);
  try {
    const { messages, ...about } = await api.get(`conversations/${id}`);
    if (thread.value.id !== id) return;
    // What was here before it was asked for, and is not there, was deleted elsewhere.
    const there = idsOf(messages);
    const stayed = thread.value.messages.filter((message) => there.has(message.id) || !before.has(message.id));
    const known = merge(stayed, messages);
    thread.value = { id, title: about.title, messages: known, status: "ready", about };
    for (const { run } of messages) if (run && !hasEnded(run)) live.watch(run.id);
  } catch (error) {
    if (thread.value.id !== id) return;
    // What was shown a moment ago was deleted since.
    if (error.status === 404) lose(id, thread.value.status === "ready" ? "deleted" : "missing");
    else if (thread.value.status === "loading") thread.value = { ...thread.value, status: "failed" };
  }
}

/** The new conversation that was open has become `conversation`. */
export function adopt(conversation, messages) {
  showAllowanceOf(conversation.id, { known: true });
  thread.value = { id: conversation.id, title: conversation.title, messages, status: "ready", about: conversation };
}

/** The conversation `id` is not there any more; what was typed into it stays. */
export function lose(id, status = "deleted") {
  if (thread.value.id === id && thread.value.status !== "deleted") thread.value = { ...NEW, id, status };
}

/** Put `messages` into the open conversation. */
export function mergeMessages(messages) {
  thread.value = { ...thread.value, messages: merge(thread.value.messages, messages) };
}

/** The messages `ids` are not there any more. */
export function removeMessages(ids) {
  const gone = new Set(ids);
  const { messages } = thread.value;
  for (const { id, run } of messages) if (gone.has(id) && run) live.forget(run.id);
  if (messages.some(({ id }) => gone.has(id)))
    thread.value = { ...thread.value, messages: messages.filter(({ id }) => !gone.has(id)) };
}

export const holdsMessage = (id) => thread.value.messages.some((message) => message.id === id);
