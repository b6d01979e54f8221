// Keeps the page true to the server after it was away: after a reconnect, on return to the tab, and for
// conversations that run somewhere this tab does not follow.

import { effect, untracked } from "@preact/signals";

import { connection } from "fragaria/live/connection.js";
import { refreshAllowance } from "fragaria/store/allowance.js";
import { conversations, refreshConversations } from "fragaria/store/conversations.js";
import { complain } from "fragaria/store/status.js";
import { openConversation, thread } from "fragaria/store/thread.js";
import { t } from "fragaria/text/t.js";

const RUNNING_ELSEWHERE = 15_000;

// Each of these is tried again at the next occasion.
const quietly = (promise) => promise.catch(() => {});

function readAgain() {
  quietly(refreshConversations());
  quietly(refreshAllowance());
  const { id } = thread.value;
  if (id) openConversation(id);
}

export function keepFresh() {
  refreshConversations().catch(() => complain(t("Your conversations could not be loaded. Reload the page to try again.")));

  let opened = 0;
  effect(() => {
    if (connection.value !== "open") return;
    opened += 1;
    if (opened === 1) return;
    // What is read here is not waited for: the conversation that arrives would be read again, and for ever.
    untracked(readAgain);
  });

  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) quietly(refreshAllowance());
  });

  setInterval(() => {
    const waiting = conversations.value.some((item) => item.running);
    if (waiting && !document.hidden) quietly(refreshConversations());
  }, RUNNING_ELSEWHERE);
}
