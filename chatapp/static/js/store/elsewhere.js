// What other pages of the same person did: their lists are read again, and what they deleted is not shown any more.

import { deleting, refreshConversations } from "fragaria/store/conversations.js";
import { refreshProjects } from "fragaria/store/projects.js";
import { lose, openConversation, removeMessages, thread } from "fragaria/store/thread.js";

const PAUSE = 300;
let timer = null;

// Several changes in a row are read once.
function readSoon() {
  clearTimeout(timer);
  timer = setTimeout(() => {
    for (const reading of [refreshConversations(), refreshProjects()]) reading.catch(() => {});
  }, PAUSE);
}

/** Handle a frame that tells of it; any other is passed over. */
export function receiveElsewhere(frame) {
  const { id } = thread.value;
  if (frame.type === "changed") {
    readSoon();
    if (Array.isArray(frame.deleted) && frame.deleted.includes(id) && !deleting.has(id)) lose(id);
    if (Array.isArray(frame.removed)) removeMessages(frame.removed);
  }
  // A question went to what was deleted a moment ago: find out.
  if (frame.type === "error" && frame.code === "not_found" && id) openConversation(id);
}
