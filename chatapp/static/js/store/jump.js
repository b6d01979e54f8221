// Going to one message: of a search hit, say.

import { signal } from "@preact/signals";

import { openConversation, choose, thread } from "fragaria/store/thread.js";
import { go } from "fragaria/store/route.js";

/** The message that is to be brought into sight, once it is on the page; null: none. */
export const target = signal(null);

/** Open `conversation` at `message`, on whichever branch it is. */
export function jumpTo(conversation, message) {
  if (thread.value.id === conversation) openConversation(conversation);
  else go(conversation);
  if (message) choose(message);
  target.value = message;
}
