// The messages that wait for an answer to end, for each conversation. Every tab sees the same queue, and several may
// send its first message: it has one client id, so that the server takes it once.

import { computed, effect, signal } from "@preact/signals";

import { live } from "fragaria/live/connection.js";
import { changed, MOST, read, verdictOn } from "fragaria/run/queue.js";
import { hasEnded } from "fragaria/run/status.js";
import { asSent, attached, changeFiles, dropFiles } from "fragaria/store/attachments.js";
import { choicesFor, dispatch, draft, editDraft, freshId, mode, outgoing } from "fragaria/store/asking.js";
import { isQueueFull, QUEUES } from "fragaria/store/queueing.js";
import { isClosed } from "fragaria/store/site.js";
import { keysOf, load, save, whenChanged } from "fragaria/store/storage.js";
import { activeRun, shown, thread } from "fragaria/store/thread.js";

// Grows with every change of any queue.
const version = signal(0);

// Of queues that the browser does not keep.
const unkept = new Map();

const keyOf = (conversation) => `${QUEUES}${conversation}`;
const queueOf = (conversation) => unkept.get(conversation) ?? read(load(keyOf(conversation)));

/** That of the open conversation. */
export const queue = computed(() => (version.value, queueOf(thread.value.id)));

function change(conversation, what) {
  const before = queueOf(conversation);
  const next = changed(before, what);
  if (next === before) return false;
  const kept = next.items.length ? next : null;
  save(keyOf(conversation), kept);
  if (JSON.stringify(load(keyOf(conversation))) === JSON.stringify(kept)) unkept.delete(conversation);
  else unkept.set(conversation, next);
  version.value += 1;
  return true;
}

/** Let `text` and what is attached wait in the open conversation, as they would be sent now. Returns whether there was a
 * place for them. */
export function enqueue(text) {
  const { id } = thread.value;
  const choices = { mode: mode.value, ...choicesFor(mode.value), ...(attached.value.length && { attached: attached.value }) };
  const item = { id: freshId(), text, ...choices, at: Date.now() };
  if (!change(id, { type: "add", item, after: shown.value.at(-1)?.id ?? null })) return false;
  dropFiles(id);
  return true;
}

export const editQueued = (id, text) => change(thread.value.id, { type: "edit", id, text });

export const removeQueued = (id) => change(thread.value.id, { type: "remove", id });

/** The id of the message that is on its way out of the open conversation's queue, or null. */
export const sendingQueued = computed(
  () => [...outgoing.value.values()].find((ask) => ask.queued && ask.conversation === thread.value.id)?.queued ?? null,
);

function send(conversation, parent, choices = null) {
  const [{ id, text, attached: files, mode: how, effort, model }] = queueOf(conversation).items;
  const asWritten = { mode: how, ...(effort && { effort }), ...(model && { model }) };
  dispatch({ conversation, parent, text, ...asSent(files), ...(choices ?? asWritten) }, { typed: false, queued: id });
}

const statusOf = (message) => (message?.run && hasEnded(message.run) ? message.run.status : null);

// What is to be done now with the open conversation's queue: run/queue.js's words, or unknown where the answer that it
// waited for is gone.
function verdict() {
  const { status, messages } = thread.value;
  if (!queue.value.items.length || status !== "ready" || activeRun.value || sendingQueued.value || isClosed.value) return "wait";
  const message = messages.find(({ id }) => id === queue.value.after);
  return message ? verdictOn(queue.value, statusOf(message), Date.now()) : "unknown";
}

/** Why the open conversation's queue waits for its person: failed, stopped, refused, late, or unknown where the answer
 * that it waited for is gone; empty where it goes on by itself. */
export const waitsBecause = computed(() => {
  const now = verdict();
  return now === "send" || now === "wait" ? "" : now;
});

/** Send the first message now, after what is shown. What was refused is sent as it is chosen now. */
export function sendNow() {
  if (!waitsBecause.value) return;
  const parent = shown.value.at(-1)?.id ?? null;
  send(thread.value.id, parent, waitsBecause.value === "refused" ? { mode: mode.value } : null);
}

function goOn() {
  if (verdict() === "send") send(thread.value.id, queue.value.after);
}

// In a conversation that is not open here, `answer` has ended.
function goOnElsewhere(conversation, answer) {
  const waiting = queueOf(conversation);
  if (conversation === thread.value.id || waiting.after !== answer.id) return;
  if (verdictOn(waiting, statusOf(answer), Date.now()) === "send") send(conversation, answer.id);
}

const conversations = () => new Set([...keysOf(QUEUES).map((key) => key.slice(QUEUES.length)), ...unkept.keys()]);

const HEARD = {
  accepted({ client_id: id, conversation, answer }) {
    if (change(conversation.id, { type: "accepted", id, after: answer.id })) goOnElsewhere(conversation.id, answer);
  },
  refused({ client_id: id }) {
    for (const conversation of conversations()) change(conversation, { type: "refused", id });
  },
  error: ({ ref }) => HEARD.refused({ client_id: ref }),
  done({ answer }) {
    for (const conversation of answer ? conversations() : []) goOnElsewhere(conversation, answer);
  },
};

// Of a conversation that is not there any more, all goes to the draft, which its person may take along.
function rescue() {
  const { id, status } = thread.value;
  const { items } = queue.value;
  if (!items.length || !["deleted", "missing"].includes(status)) return;
  editDraft([draft.value, ...items.map(({ text }) => text)].filter(Boolean).join("\n\n"));
  changeFiles(id, (files) => [...files, ...items.flatMap((item) => item.attached ?? [])]);
  for (const item of items) change(id, { type: "remove", id: item.id });
}

whenChanged((key) => {
  if (key === null || key.startsWith(QUEUES)) version.value += 1;
});

const hear = live.onFrame;
live.onFrame = (frame) => {
  hear(frame);
  if (Object.hasOwn(HEARD, frame.type)) HEARD[frame.type](frame);
};

effect(() => {
  isQueueFull.value = queue.value.items.length >= MOST;
});

effect(() => {
  if (!queue.value.items.length || sendingQueued.value || activeRun.value || isClosed.value || !thread.value) return;
  // Not from within what has changed: a frame may not be all told yet.
  queueMicrotask(() => {
    rescue();
    goOn();
  });
});
