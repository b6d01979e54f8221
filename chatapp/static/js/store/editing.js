// What a person makes of a question that they have asked before, until it is sent. It survives a reload.

import { load, save } from "fragaria/store/storage.js";

// Among the drafts, so that it is its person's alone and goes with them.
const key = (message) => `draft:edit:${message}`;

/** The text that is being made of the message `id`; null where it is not being edited. */
export const editOf = (id) => load(key(id))?.text ?? null;

export const keepEdit = (id, text) => save(key(id), { text });

export const dropEdit = (id) => save(key(id), null);

/** The id under which to send `ask` instead of the message `id`: the earlier one where the same was sent before the page
 * was loaded again. */
export function editIdFor(id, ask, fresh) {
  const sent = load(key(id))?.sent;
  const known = sent?.text === ask.text && sent.mode === ask.mode ? sent.id : fresh;
  save(key(id), { text: ask.text, sent: { id: known, text: ask.text, mode: ask.mode } });
  return known;
}
