// A conversation's messages are a tree; what is shown is one branch of it.

import { hasEnded } from "fragaria/run/status.js";

// Parsed, because one server writes "Z" and another "+00:00".
const time = (message) => Date.parse(message.created_at) || 0;
const byTime = (a, b) => time(a) - time(b);

const LOST = new Set(["failed", "cancelled"]);
const cameToNothing = ({ role, text, run }) => role === "assistant" && !text && LOST.has(run?.status);

// Of two that follow the same message: what stands aside unless it is chosen is an answer that came to nothing, beside
// one that one can go on from.
const isOutdone = (message, siblings) =>
  cameToNothing(message) && siblings.some((other) => other.role === "assistant" && other.text && hasEnded(other.run));

function childrenOf(messages) {
  const known = new Set(messages.map(({ id }) => id));
  const children = new Map();
  for (const message of messages) {
    // One whose parent is not here is a root too.
    const parent = known.has(message.parent) ? message.parent : null;
    if (!children.has(parent)) children.set(parent, []);
    children.get(parent).push(message);
  }
  return children;
}

// How late each message, or one below it, was chosen: numbers from 0.
function ranksOf(messages, chosen) {
  const byId = new Map(messages.map((message) => [message.id, message]));
  const ranks = new Map();
  chosen.forEach((id, rank) => {
    for (let at = byId.get(id); at && ranks.get(at.id) !== rank; at = byId.get(at.parent)) ranks.set(at.id, rank);
  });
  return ranks;
}

// When the newest leaf at or below each message that can be reached was written. Without recursion: a conversation is
// as deep as it is long.
function newestBelow(children) {
  const order = [...(children.get(null) ?? [])];
  for (let i = 0; i < order.length; i += 1) order.push(...(children.get(order[i].id) ?? []));
  const newest = new Map();
  for (const message of order.reverse()) {
    const below = children.get(message.id) ?? [];
    const among = below.filter((child) => !isOutdone(child, below));
    newest.set(message.id, among.length ? Math.max(...among.map(({ id }) => newest.get(id))) : time(message));
  }
  return newest;
}

/** The messages from the root to a leaf. Where it forks, the way leads to what was `chosen` last (ids, the latest at
 * the end), or else to the newest leaf: of two in a tie the later one in `messages`. An answer without text that failed
 * or was stopped counts only where its question has no other with text, or where it is chosen itself. */
export function branch(messages, chosen = []) {
  const children = childrenOf(messages);
  const ranks = ranksOf(messages, chosen);
  const newest = newestBelow(children);
  const rank = ({ id }) => ranks.get(id) ?? -1;
  const path = [];
  for (let among = children.get(null); among; among = children.get(path.at(-1).id)) {
    const open = among.filter((message) => rank(message) >= 0 || !isOutdone(message, among));
    const better = (a, b) => (rank(a) - rank(b) || newest.get(a.id) - newest.get(b.id)) > 0;
    path.push(open.reduce((best, next) => (better(best, next) ? best : next)));
  }
  return path;
}

/** The answers to the question `id`, oldest first. */
export const answersTo = (messages, id) =>
  messages.filter(({ role, parent }) => role === "assistant" && parent === id).sort(byTime);

// An answer that came from elsewhere has none.
const isSameMode = (a, b) => !a.run || !b.run || a.run.mode === b.run.mode;

/** The versions of `message`, itself among them, oldest first: a question and its edits, or an answer and the others to
 * the same question in the same mode. */
export function versionsOf(messages, message) {
  const siblings = messages.filter(({ role, parent }) => role === message.role && parent === message.parent);
  return siblings
    .filter((other) => other.id === message.id || (isSameMode(other, message) && !isOutdone(other, siblings)))
    .sort(byTime);
}

/** The ids of `message` and of all that follows it, on every branch. */
export function withAllBelow(messages, id) {
  const children = childrenOf(messages);
  const found = [id];
  for (let i = 0; i < found.length; i += 1) found.push(...(children.get(found[i]) ?? []).map((child) => child.id));
  return found;
}

const isStale = (old, next) => old.run && hasEnded(old.run) && !hasEnded(next.run);

/** `messages` with `changes` put in their places or at the end; what a change does not say stays. An ended answer never
 * goes back to running. */
export function merge(messages, changes) {
  const result = [...messages];
  for (const change of changes) {
    if (typeof change?.id !== "string") continue;
    const at = result.findIndex((message) => message.id === change.id);
    if (at < 0) result.push(change);
    else if (!isStale(result[at], change)) result[at] = { ...result[at], ...change };
  }
  return result;
}
