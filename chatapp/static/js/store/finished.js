// Answers that ended while the person looked at something else: shown in the page, counted in its title, and told by the
// browser where it may.

import { signal } from "@preact/signals";

import { conversations, refreshConversations } from "fragaria/store/conversations.js";
import { announce } from "fragaria/store/status.js";
import { load } from "fragaria/store/storage.js";
import { thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";

const MOST = 3;
const LONG = 10; // seconds: after a thought this long it is worth being told of the next
const ELSEWHERE = 400; // milliseconds in which a page that is in sight says so

/** What is shown: {key, conversation, title, failed}, the newest last; `key` is "offer" for the offer to notify. */
export const toasts = signal([]);

/** Conversations with an answer that ended while no page was in sight. */
export const missed = signal(new Set());

/** The key under which the answer to the offer is kept in this browser. */
export const OFFER = "notify-offer";

export const dismiss = (key) => {
  toasts.value = toasts.value.filter((toast) => toast.key !== key);
};

const show = (toast) => {
  toasts.value = [...toasts.value.filter(({ key }) => key !== toast.key), toast].slice(-MOST);
};

// Pages of one browser: those in sight tell the others, which then keep quiet.
const pages = globalThis.BroadcastChannel && new BroadcastChannel("fragaria:seen");
const seen = new Set();
if (pages) pages.onmessage = ({ data }) => seen.add(data);

function missedByAll(frame) {
  if (seen.delete(frame.run) || !document.hidden) return;
  missed.value = new Set(missed.value).add(frame.conversation);
  import("fragaria/ui/notify.js").then(({ notify }) => notify(frame)).catch(() => {});
}

function mayOffer({ mode, seconds, status }) {
  const asks = globalThis.Notification?.permission === "default" && globalThis.isSecureContext;
  return asks && mode === "think" && status === "succeeded" && seconds >= LONG && !load(OFFER);
}

// The page may not follow that answer, and shows it as running.
function noteEnd(id) {
  const isListed = conversations.value.some((item) => item.id === id && item.running);
  if (isListed) refreshConversations().catch(() => {});
}

/** Handle the frame that tells of an end; any other is passed over. */
export function receiveFinished(frame) {
  if (frame.type !== "finished") return;
  const { run, conversation, title } = frame;
  const failed = frame.status === "failed";
  setTimeout(() => noteEnd(conversation), ELSEWHERE);
  if (conversation !== thread.value.id) {
    const words = { title: title || t("Untitled") };
    if (!document.hidden) announce(failed ? t("The answer in “{title}” failed.", words) : t("The answer in “{title}” is ready.", words));
    show({ key: conversation, conversation, title: words.title, failed });
  }
  if (mayOffer(frame)) show({ key: "offer" });
  if (document.hidden) setTimeout(() => missedByAll(frame), ELSEWHERE);
  else pages?.postMessage(run);
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) missed.value = new Set();
});
