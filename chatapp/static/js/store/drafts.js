// What a person has typed and not yet sent, kept for each conversation until the server has it.
//
// A draft remembers the send it went out with. A reload in the middle of sending thus repeats the same
// client_id, which the server answers with the same run instead of a second one.
//
// It is kept twice: for all tabs, where the last one that typed wins, and for the tab that typed it, which thus never
// loses its own to another. A tab in which nothing was typed has what all have.

import { forget, load, ofTab, save, whenChanged } from "fragaria/store/storage.js";

const key = (conversation) => `draft:${conversation ?? "new"}`;

const own = (conversation) => load(key(conversation), ofTab);
const shared = (conversation) => load(key(conversation));

export const draftOf = (conversation) => (own(conversation) ?? shared(conversation))?.text ?? "";

function keep(conversation, kept) {
  save(key(conversation), kept, ofTab);
  save(key(conversation), kept);
}

export function keepDraft(conversation, text) {
  if (text) keep(conversation, { text });
  else dropDraft(conversation);
}

/** Done with this tab's draft; one that another tab has typed meanwhile stays. */
export function dropDraft(conversation) {
  const mine = own(conversation);
  save(key(conversation), null, ofTab);
  if (!mine || mine.text === shared(conversation)?.text) save(key(conversation), null);
}

/** The id under which to send `ask` {conversation, parent, text, mode}: the earlier one if it is the same. */
export function clientIdFor(ask, fresh) {
  const sends = [own(ask.conversation)?.sent, shared(ask.conversation)?.sent];
  const isSame = (sent) => sent && ["parent", "text", "mode", "files"].every((field) => String(sent.ask[field]) === String(ask[field]));
  const id = sends.find(isSame)?.id ?? fresh;
  keep(ask.conversation, { text: ask.text, sent: { id, ask } });
  return id;
}

/** `heard(conversation)` when another tab types or sends: what is this tab's own is kept for all again where the other
 * has done with its draft. `open()` tells the conversation that is open here. */
export function followDrafts(open, heard) {
  whenChanged((changed) => {
    const conversation = open();
    if (changed !== null && changed !== key(conversation)) return;
    const mine = own(conversation);
    if (mine && !shared(conversation)) save(key(conversation), mine);
    heard(conversation);
  });
}

/** Drafts are private to who typed them: another person at the same browser starts with none. */
export function claimDrafts(owner) {
  for (const storage of [undefined, ofTab]) {
    if (load("owner", storage) !== owner) forget("draft:", storage);
    save("owner", owner, storage);
  }
}

export function dropAllDrafts() {
  forget("draft:");
  forget("draft:", ofTab);
}
