// One question, answered in both modes side by side.

import { outgoing, unanswered } from "fragaria/store/asking.js";
import { thread } from "fragaria/store/thread.js";
import { answersTo } from "fragaria/store/tree.js";

const waitingFor = (id) => [...outgoing.value.values()].find((ask) => ask.question === id);

/** Whether the question `id` has more than one answer, or a second one is on its way or was refused. */
export const hasSecond = (id) =>
  answersTo(thread.value.messages, id).length > 1 || Boolean(waitingFor(id)) || unanswered.value.has(id);

/** What stands side by side for the question `id`: [{mode, message}], and {mode, refused} or {mode} without one. */
export function columnsOf(id) {
  const columns = answersTo(thread.value.messages, id).map((message) => ({ mode: message.run?.mode, message }));
  const waiting = waitingFor(id);
  const refused = unanswered.value.get(id);
  if (waiting) columns.push({ mode: waiting.mode });
  else if (refused && columns.length < 2) columns.push({ mode: refused.mode, refused });
  return columns;
}
