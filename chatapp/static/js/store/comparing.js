// One question, answered in both modes side by side.

import { outgoing, unanswered } from "fragaria/store/asking.js";
import { thread } from "fragaria/store/thread.js";
import { answersTo } from "fragaria/store/tree.js";

const waitingFor = (id) => [...outgoing.value.values()].find((ask) => ask.question === id);

/** Whether the question `id` has answers in both modes, or one in the other mode is on its way or was refused. */
export function hasSecond(id) {
  const modes = answersTo(thread.value.messages, id).map(({ run }) => run?.mode);
  return new Set([...modes, waitingFor(id)?.mode].filter(Boolean)).size > 1 || unanswered.value.has(id);
}

/** What stands side by side for the question `id`, one column for each mode: {mode, message} with its newest answer,
 * or with the one that the conversation follows, `current`; {mode} while one is on its way; and `refused` where the
 * last try was. */
export function columnsOf(id, current = null) {
  const columns = new Map();
  for (const message of answersTo(thread.value.messages, id)) {
    const mode = message.run?.mode;
    if (columns.get(mode)?.message.id !== current) columns.set(mode, { mode, message });
  }
  const waiting = waitingFor(id);
  const refused = unanswered.value.get(id);
  if (waiting) columns.set(waiting.mode, { mode: waiting.mode });
  else if (refused && columns.get(refused.mode)?.message.run?.status !== "succeeded")
    columns.set(refused.mode, { ...columns.get(refused.mode), mode: refused.mode, refused });
  return [...columns.values()];
}
