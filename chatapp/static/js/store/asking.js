// Asking a question: from the composer, in other words or once more, until the server accepts or refuses it.

import { computed, effect, signal } from "@preact/signals";

import { live } from "fragaria/live/connection.js";
import { areReady, asSent, attached, dropFiles } from "fragaria/store/attachments.js";
import { boot } from "fragaria/store/boot.js";
import { claimDrafts, clientIdFor, draftOf, dropDraft, followDrafts, keepDraft } from "fragaria/store/drafts.js";
import { effort } from "fragaria/store/effort.js";
import { modelFor } from "fragaria/store/models.js";
import { dropEdit, editIdFor } from "fragaria/store/editing.js";
import { isClosed } from "fragaria/store/site.js";
import { load, save } from "fragaria/store/storage.js";
import { notice } from "fragaria/store/status.js";
import { activeRun, shown, stopActive, thread } from "fragaria/store/thread.js";
import { answersTo } from "fragaria/store/tree.js";

/** How a question can be answered; auto lets the server choose one of the others. */
export const MODES = ["auto", "fast", "think"];

/** One of MODES. */
export const mode = signal(MODES.includes(load("mode")) ? load("mode") : "auto");

/** What stands in the composer of the open conversation. */
export const draft = signal("");

/** Questions on their way, by client id: {conversation, parent, text, mode, typed, compare, queued, edits}. `question` is set
 * where a stored question is to get one more answer, `stopped` where it is to be stopped as soon as it has a run. Of one
 * that waited in the queue `queued` is its id there, and its client id too; `edits` is the message that it says in other words. */
export const outgoing = signal(new Map());

/** The last refusal: {conversation, code, message, reset_at, ask}, or null. */
export const refusal = signal(null);

/** Questions whose second answer, in the other mode, was refused, by id: {mode, message, resetAt}. */
export const unanswered = signal(new Map());

/** How many characters `text` is over the limit, as the server counts them; 0 where it fits. */
export const excessOf = (text) => (text.length <= boot.limits.text ? 0 : Math.max(0, [...text].length - boot.limits.text));

/** That of the draft. */
export const excess = computed(() => excessOf(draft.value));

/** True while something is written, or attached. */
export const hasSomething = computed(() => draft.value.trim() !== "" || attached.value.length > 0);

/** True while a question of the open conversation is on its way. */
export const isSending = computed(() =>
  [...outgoing.value.values()].some((ask) => ask.conversation === thread.value.id),
);

/** True while what stands in the composer is on its way: until that is settled it is not to be changed. */
export const isSendingDraft = computed(() =>
  [...outgoing.value.values()].some((ask) => ask.typed && ask.conversation === thread.value.id),
);

/** True while nothing new can be asked in the open conversation. */
export const isBusy = computed(() => isSending.value || activeRun.value !== null);

/** True where there is something, and all of it can go. */
export const isWhole = computed(() => hasSomething.value && areReady.value && excess.value === 0);

export const canSend = computed(() => isWhole.value && !isBusy.value && !isClosed.value && thread.value.status === "ready");

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
  // Staff who see the page as another person keep their own.
  if (boot.read_only) return;
  claimDrafts(boot.user.email);
  const openId = computed(() => thread.value.id);
  const show = (id) => {
    draft.value = draftOf(id);
  };
  effect(() => show(openId.value));
  followDrafts(() => thread.value.id, show);
}

// crypto.randomUUID is missing where the page came over plain http from another machine.
export const freshId = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The effort and the model that are chosen for `how`, as a send has them. Fast and Auto know no effort, Auto no model:
 * it takes what the plan has. */
export function choicesFor(how) {
  const model = modelFor(how);
  return { ...(how === "think" && { effort: effort.value }), ...(model && { model }) };
}

/** Send a question, until the server has accepted or refused it. What `given` does not choose is as it is chosen now. */
export function dispatch(given, { typed, compare = false, queued = null, edits = null }) {
  const ask = { ...choicesFor(given.mode), ...given };
  // What waited in another conversation says nothing about this one.
  if (ask.conversation === thread.value.id) {
    refusal.value = null;
    notice.value = null;
  }
  if (ask.question) forgetUnanswered(ask.question);
  const fresh = freshId();
  const id = queued ?? (typed ? clientIdFor(ask, fresh) : edits ? editIdFor(edits, ask, fresh) : fresh);
  outgoing.value = new Map(outgoing.value).set(id, { ...ask, typed, compare, queued, edits });
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
  const ask = { conversation: thread.value.id, parent, text: draft.value.trim(), mode: how, ...asSent(attached.value) };
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

/** Ask for one more answer to `question`, in the mode `again`; `choices` are the effort and the model where they are
 * not those that are chosen. */
export function retry(question, again, choices = {}) {
  if (isBusy.value) return;
  const { id, parent, text } = question;
  dispatch({ conversation: thread.value.id, parent, question: id, text, mode: again, ...choices }, { typed: false });
}

/** Let a fast answer to `question` be followed by one that is thought about, beside it. */
export const thinkAbout = (question) => retry(question, "think");

/** Ask `message` in other words, beside it; its files stay with it. */
export function sendEdited(message, text) {
  if (isBusy.value) return;
  const ask = { conversation: thread.value.id, parent: message.parent, text, mode: mode.value, ...asSent(message.files) };
  dispatch(ask, { typed: false, edits: message.id });
}

/** True while the message `id` in other words is on its way. */
export const isSendingEdit = (id) => [...outgoing.value.values()].some(({ edits }) => edits === id);

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
  const { conversation, parent, question, text, files } = ask;
  dispatch({ conversation, parent, ...(question && { question }), text, mode: how, ...(files && { files }) }, ask);
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
  if (ask.edits) dropEdit(ask.edits);
  if (!ask.typed) return;
  dropDraft(ask.conversation);
  if (ask.files) dropFiles(ask.conversation);
  if (thread.value.id === ask.conversation) draft.value = "";
}

// Beside answers in the other mode there is a place for one that was refused, unless a better one stands there.
function hasItsPlace({ question, mode: asked }) {
  const runs = answersTo(thread.value.messages, question).map(({ run }) => run);
  const isSame = (run) => run?.mode === asked;
  return runs.some((run) => !isSame(run)) && !runs.some((run) => isSame(run) && run.status === "succeeded");
}

/** The question was not stored: say why, keep the draft. */
export function refused(ask, { code, message, reset_at: resetAt }) {
  if (ask.question && hasItsPlace(ask)) {
    unanswered.value = new Map(unanswered.value).set(ask.question, { mode: ask.mode, message, resetAt });
    return;
  }
  refusal.value = { conversation: ask.conversation, code, message, resetAt, ask };
}
