// Asking a question: from the composer or again by Retry, until the server accepts or refuses it.

import { computed, effect, signal } from "@preact/signals";

import { live } from "fragaria/live/connection.js";
import { boot } from "fragaria/store/boot.js";
import { claimDrafts, clientIdFor, draftOf, dropDraft, keepDraft } from "fragaria/store/drafts.js";
import { effort } from "fragaria/store/effort.js";
import { load, save } from "fragaria/store/storage.js";
import { notice } from "fragaria/store/status.js";
import { activeRun, shown, stopActive, thread } from "fragaria/store/thread.js";

/** How a question can be answered; auto lets the server choose one of the others. */
export const MODES = ["auto", "fast", "think"];

/** One of MODES. */
export const mode = signal(MODES.includes(load("mode")) ? load("mode") : "auto");

/** What stands in the composer of the open conversation. */
export const draft = signal("");

/** Questions on their way, by client id: {conversation, parent, text, mode, typed, compare}. `question` is set where
 * a stored question is to get one more answer, `stopped` where it is to be stopped as soon as it has a run. */
export const outgoing = signal(new Map());

/** The last refusal: {conversation, code, message, reset_at, ask}, or null. */
export const refusal = signal(null);

/** Questions whose second answer, in the other mode, was refused, by id: {mode, message, resetAt}. */
export const unanswered = signal(new Map());

/** Characters over the limit as the server counts them, 0 where the draft fits. */
export const excess = computed(() => {
  const text = draft.value;
  return text.length <= boot.limits.text ? 0 : Math.max(0, [...text].length - boot.limits.text);
});

/** True while a question of the open conversation is on its way. */
export const isSending = computed(() =>
  [...outgoing.value.values()].some((ask) => ask.conversation === thread.value.id),
);

export const canSend = computed(
  () =>
    draft.value.trim() !== "" &&
    excess.value === 0 &&
    !isSending.value &&
    !activeRun.value &&
    thread.value.status === "ready",
);

export function chooseMode(choice) {
  mode.value = choice;
  save("mode", choice);
}

export function editDraft(text) {
  draft.value = text;
  keepDraft(thread.value.id, text);
}

/** Show the draft of whichever conversation is opened, and nobody else's. */
export function startDrafts() {
  claimDrafts(boot.user.email);
  const openId = computed(() => thread.value.id);
  effect(() => {
    draft.value = draftOf(openId.value);
  });
}

// crypto.randomUUID is missing where the page came over plain http from another machine.
const freshId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// Fast and Auto know no effort: the second takes what the plan has.
const withEffort = (ask) => (ask.mode === "think" ? { ...ask, effort: effort.value } : ask);

function dispatch(given, { typed, compare = false }) {
  const ask = withEffort(given);
  refusal.value = null;
  notice.value = null;
  if (ask.question) forgetUnanswered(ask.question);
  const id = typed ? clientIdFor(ask, freshId()) : freshId();
  outgoing.value = new Map(outgoing.value).set(id, { ...ask, typed, compare });
  live.send({ client_id: id, ...ask });
}

function forgetUnanswered(question) {
  const rest = new Map(unanswered.value);
  rest.delete(question);
  unanswered.value = rest;
}

/** Send what stands in the composer. */
export const submit = () => send(mode.value, false);

function send(how, compare) {
  if (!canSend.value) return;
  const parent = shown.value.at(-1)?.id ?? null;
  const ask = { conversation: thread.value.id, parent, text: draft.value.trim(), mode: how };
  dispatch(ask, { typed: true, compare });
}

/** Ask `text` at once, as a first question. */
export function askStarter(text) {
  editDraft(text);
  submit();
}

/** Ask `text` at once in both modes: Fast begins, and when its question is stored Think answers it too. */
export function askBoth(text) {
  editDraft(text);
  send("fast", true);
}

/** The server has stored the question that `ask` sent. */
export function thinkToo(ask, conversation, question) {
  if (!ask.compare) return;
  const { id, parent, text } = question;
  dispatch({ conversation: conversation.id, parent, question: id, text, mode: "think" }, { typed: false });
}

/** Ask the question of a failed or stopped answer again, beside the first try: as a question of its own, or where
 * answers are compared as one more answer `within` the same question. */
export function retry(question, again, within = false) {
  if (isSending.value || activeRun.value) return;
  const { id, parent, text } = question;
  const ask = { conversation: thread.value.id, parent, text, mode: again };
  dispatch(within ? { ...ask, question: id } : ask, { typed: false });
}

/** Let a fast answer to `question` be followed by one that is thought about, beside it. */
export const thinkAbout = (question) => retry(question, "think", true);

/** Stop the answers that are being made, and those that are still to begin. */
export function stop() {
  const { id } = thread.value;
  const marked = [...outgoing.value].map(([key, ask]) => [key, ask.conversation === id ? { ...ask, stopped: true } : ask]);
  outgoing.value = new Map(marked);
  stopActive();
}

/** What was refused, once more. */
export function sendAgain(how = refusal.value.ask.mode) {
  const { ask } = refusal.value;
  dispatch({ conversation: ask.conversation, parent: ask.parent, text: ask.text, mode: how }, ask);
}

/** What was refused, as a fast question. */
export function sendAsFast() {
  chooseMode("fast");
  sendAgain("fast");
}

/** The question `clientId` is no longer on its way; what it was, or undefined when it was not this tab's. */
export function settle(clientId) {
  live.settle(clientId);
  const ask = outgoing.value.get(clientId);
  if (!ask) return undefined;
  const rest = new Map(outgoing.value);
  rest.delete(clientId);
  outgoing.value = rest;
  return ask;
}

/** The server has the question: its draft is done with. */
export function accepted(ask) {
  if (!ask.typed) return;
  dropDraft(ask.conversation);
  if (thread.value.id === ask.conversation) draft.value = "";
}

/** The question was not stored: say why, keep the draft. */
export function refused(ask, { code, message, reset_at: resetAt }) {
  if (ask.question) {
    unanswered.value = new Map(unanswered.value).set(ask.question, { mode: ask.mode, message, resetAt });
    return;
  }
  refusal.value = { conversation: ask.conversation, code, message, resetAt, ask };
}
