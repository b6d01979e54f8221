// What each frame from the server changes.

import { live } from "fragaria/live/connection.js";
import { hasEnded } from "fragaria/run/status.js";
import { allowance } from "fragaria/store/allowance.js";
import { accepted, refused, settle, thinkToo } from "fragaria/store/asking.js";
import { refreshConversations, touchConversation } from "fragaria/store/conversations.js";
import { addressOf } from "fragaria/store/route.js";
import { applyEntries, resetRun } from "fragaria/store/runs.js";
import { announce, complain } from "fragaria/store/status.js";
import { noteWait } from "fragaria/store/waits.js";
import { adopt, choose, holdsMessage, mergeMessages, openConversation, thread, unchoose } from "fragaria/store/thread.js";
import { answersTo } from "fragaria/store/tree.js";
import { t } from "fragaria/text/t.js";

const ENDS = {
  succeeded: () => t("The answer is ready."),
  cancelled: () => t("Stopped."),
  failed: (run) => `${t("The answer failed.")} ${run.message ?? ""}`,
};

// The server does not know the run: what is stored of its answer is all there is.
function giveUp(run) {
  live.forget(run);
  if (thread.value.id) openConversation(thread.value.id);
}

// The person's own question, or one more answer, is what they see next. Of two modes side by side the conversation
// goes on from the newest that came to something.
function follow(question, answer) {
  const others = answersTo(thread.value.messages, question.id);
  if (others.some(({ run }) => run?.mode !== answer.run.mode)) {
    unchoose(others.map(({ id }) => id));
    choose(question.id);
  } else choose(answer.id);
}

const FRAMES = {
  accepted({ client_id: clientId, conversation, question, answer, wait, allowance: left }) {
    const ask = settle(clientId);
    const run = answer.run;
    const running = !hasEnded(run);
    if (left) allowance.value = left;
    noteWait(run.id, wait);
    touchConversation(conversation, running);
    if (ask) accepted(ask);
    if (ask && ask.conversation === null && thread.value.id === null) {
      adopt(conversation, [question, answer]);
      history.pushState(null, "", addressOf(conversation.id));
    } else if (thread.value.id === conversation.id) {
      mergeMessages([question, answer]);
      if (ask) follow(question, answer);
    }
    if (ask && !ask.stopped) thinkToo(ask, conversation, question);
    if (!running) return;
    live.watch(run.id);
    if (ask?.stopped) live.stop(run.id);
    else if (thread.value.id === conversation.id) announce(run.mode === "think" ? t("Thinking.") : t("Answering."));
  },

  refused(frame) {
    const ask = settle(frame.client_id);
    if (frame.allowance) allowance.value = frame.allowance;
    if (ask) refused(ask, frame);
    // A waiting answer that could not be made fast: it goes on waiting.
    else if (live.isWatching(frame.client_id)) complain(frame.message);
  },

  events({ run, entries }) {
    if (Array.isArray(entries)) applyEntries(run, entries);
  },

  reset({ run, attempt }) {
    resetRun(run, attempt);
  },

  done({ run, answer, allowance: left }) {
    live.forget(run);
    if (left) allowance.value = left;
    // The list has the title, the order and what still runs as the server sees it now.
    refreshConversations().catch(() => {});
    if (!holdsMessage(answer?.id)) return;
    mergeMessages([answer]);
    announce(ENDS[answer.run?.status]?.(answer.run) ?? "");
  },

  error({ code, message, ref }) {
    const ask = settle(ref);
    // The connection closes with it, and says so in its own words.
    if (code === "signed_out") return;
    if (ask) refused(ask, { code, message });
    else if (code === "begun") announce(message);
    else if (live.isWatching(ref)) code === "not_found" ? giveUp(ref) : complain(message);
    else if (typeof message === "string") complain(message);
  },
};

/** Handle one frame. One that this page does not understand is passed over. */
export function receive(frame) {
  if (!Object.hasOwn(FRAMES, frame.type)) return;
  try {
    FRAMES[frame.type](frame);
  } catch (error) {
    console.error(`A ${frame.type} frame could not be used:`, error);
  }
}
