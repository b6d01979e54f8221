// What a person has typed and not yet sent, kept for each conversation until the server has it.
//
// A draft remembers the send it went out with. A reload in the middle of sending thus repeats the same
// client_id, which the server answers with the same run instead of a second one.

import { forget, load, save } from "fragaria/store/storage.js";

const key = (conversation) => `draft:${conversation ?? "new"}`;

export const draftOf = (conversation) => load(key(conversation))?.text ?? "";

export const keepDraft = (conversation, text) => save(key(conversation), text ? { text } : null);

export const dropDraft = (conversation) => save(key(conversation), null);

/** The id under which to send `ask` {conversation, parent, text, mode}: the earlier one if it is the same. */
export function clientIdFor(ask, fresh) {
  const sent = load(key(ask.conversation))?.sent;
  const same = sent && ["parent", "text", "mode"].every((field) => sent.ask[field] === ask[field]);
  const id = same ? sent.id : fresh;
  save(key(ask.conversation), { text: ask.text, sent: { id, ask } });
  return id;
}

/** Drafts are private to who typed them: another person at the same browser starts with none. */
export function claimDrafts(owner) {
  if (load("owner") !== owner) forget("draft:");
  save("owner", owner);
}

export const dropAllDrafts = () => forget("draft:");
