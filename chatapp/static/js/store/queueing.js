// Writing the next message while an answer is being made. The queue itself (queue.js) is fetched once there is one.

import { computed, signal } from "@preact/signals";

import { thread } from "fragaria/store/thread.js";
import { canSend, draft, editDraft, isBusy, isSendingDraft, isWhole, submit } from "fragaria/store/asking.js";
import { keysOf } from "fragaria/store/storage.js";
import { complain } from "fragaria/store/status.js";
import { t } from "fragaria/text/t.js";

export const QUEUES = "draft:queue:"; // among the drafts, so that they are their person's alone and go with them

/** True once something waits, or has waited, in any conversation. */
export const hasQueues = signal(keysOf(QUEUES).length > 0);

/** True while the open conversation's queue has no place left. */
export const isQueueFull = signal(false);

/** True while what is written can only be sent later. */
export const mustWait = computed(
  () => thread.value.id !== null && thread.value.status === "ready" && !isSendingDraft.value && isBusy.value,
);

export const canQueue = computed(() => mustWait.value && isWhole.value && !isQueueFull.value);

async function queueDraft() {
  const { id } = thread.value;
  const text = draft.value.trim();
  try {
    const { enqueue } = await import("fragaria/store/queue.js");
    hasQueues.value = true;
    // It may have been changed, or left, in the meantime.
    if (thread.value.id !== id || draft.value.trim() !== text) return;
    if (enqueue(text)) editDraft("");
  } catch {
    complain(t("Your message could not be kept for later. It still stands below: send it when the answer is there."));
  }
}

/** Send what stands in the composer, or let it wait for the answer that is being made. */
export function sendOrQueue() {
  if (canSend.value) submit();
  else if (canQueue.value) queueDraft();
}
