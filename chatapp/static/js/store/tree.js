// A conversation's messages are a tree; what is shown is one branch of it.

import { hasEnded } from "fragaria/run/status.js";

// Parsed, because one server writes "Z" and another "+00:00".
const time = (message) => Date.parse(message.created_at) || 0;
const newer = (a, b) => (time(a) > time(b) ? a : b);

const LOST = new Set(["failed", "cancelled"]);

// An answer that came to nothing, beside one to the same question that one can go on from.
const isOutdone = ({ role, parent, text, run }, messages) =>
  role === "assistant" && !text && LOST.has(run?.status) && answersTo(messages, parent).some((other) => other.text && hasEnded(other.run));

/** The messages from the root to the newest leaf, or to the newest that follows the message `chosen`. An answer
 * without text that failed or was stopped counts only where its question has no other with text. The later of two
 * in `messages` wins a tie. */
export function branch(messages, chosen = null) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const parents = new Set(messages.map((message) => message.parent));
  const leaves = messages.filter((message) => !parents.has(message.id) && !isOutdone(message, messages));
  const following = chosen ? leaves.filter((leaf) => pathTo(leaf, byId).some(({ id }) => id === chosen)) : [];
  const among = following.length ? following : leaves;
  return among.length ? pathTo(among.reduce(newer), byId).reverse() : [];
}

function pathTo(leaf, byId) {
  const path = [];
  const seen = new Set();
  for (let at = leaf; at && !seen.has(at.id); at = byId.get(at.parent)) {
    seen.add(at.id);
    path.push(at);
  }
  return path;
}

/** The answers to the question `id`, oldest first: more than one where it was asked in both modes. */
export const answersTo = (messages, id) =>
  messages.filter(({ role, parent }) => role === "assistant" && parent === id).sort((a, b) => time(a) - time(b));

const isStale = (old, next) => old.run && hasEnded(old.run) && !hasEnded(next.run);

/** `messages` with `changes` put in their places or at the end. An ended answer never goes back to running. */
export function merge(messages, changes) {
  const result = [...messages];
  for (const change of changes) {
    if (typeof change?.id !== "string") continue;
    const at = result.findIndex((message) => message.id === change.id);
    if (at < 0) result.push(change);
    else if (!isStale(result[at], change)) result[at] = change;
  }
  return result;
}
