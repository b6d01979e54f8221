// The next messages of a conversation, written while an answer is being made. Pure.

export const MOST = 3;

// What has waited longer is not sent unasked: whoever left then may think otherwise now.
const PATIENCE = 3600_000; // milliseconds

/** `after` is the id of the answer that the first item waits for; `held` says that sending it was refused. Items are
 * {id (the send's client_id), text, mode, effort, model, attached (files), at}. */
export const EMPTY = Object.freeze({ after: null, held: false, items: Object.freeze([]) });

const saysSomething = ({ text, attached }) => text.trim() !== "" || (Array.isArray(attached) && attached.length > 0);
const without = (queue, id) => queue.items.filter((item) => item.id !== id);

const CHANGES = {
  add: (queue, { item, after }) => (queue.items.length < MOST ? { ...queue, after, items: [...queue.items, item] } : queue),
  edit(queue, { id, text }) {
    const items = queue.items.map((item) => (item.id === id ? { ...item, text: text.trim() } : item));
    return items.every(saysSomething) ? { ...queue, items } : CHANGES.remove(queue, { id });
  },
  remove: (queue, { id }) => ({ ...queue, held: queue.held && queue.items[0]?.id !== id, items: without(queue, id) }),
  /** Some question of the conversation was accepted, this queue's or another: its answer is waited for now. */
  accepted: (queue, { id, after }) => (queue.items.length ? { after, held: false, items: without(queue, id) } : queue),
  refused: (queue, { id }) => (queue.items[0]?.id === id ? { ...queue, held: true } : queue),
};

/** The queue after `change` {type, ...}; one that is not known changes nothing. */
export const changed = (queue, change) => (Object.hasOwn(CHANGES, change.type) ? CHANGES[change.type](queue, change) : queue);

const TEXTS = ["id", "text", "mode"];
const isItem = (item) => item && TEXTS.every((field) => typeof item[field] === "string") && saysSomething(item);

/** What was stored, as a queue: nothing where it is no queue. */
export function read(stored) {
  if (!Array.isArray(stored?.items)) return EMPTY;
  const items = stored.items.filter(isItem).slice(0, MOST);
  return items.length ? { after: stored.after ?? null, held: stored.held === true, items } : EMPTY;
}

const WAITS = { failed: "failed", cancelled: "stopped" };

/** What is to be done with the first item, where the answer that it waits for has the status `ended`, null where that
 * is not known: send, wait (for the answer), or why it waits for its person: failed, stopped, refused, late. */
export function verdictOn(queue, ended, now) {
  const [first] = queue.items;
  if (!first) return "wait";
  if (queue.held) return "refused";
  if (Object.hasOwn(WAITS, ended ?? "")) return WAITS[ended];
  if (ended !== "succeeded") return "wait";
  return now - first.at > PATIENCE ? "late" : "send";
}
