// What was typed into a conversation that is not there any more.

import { changeFiles, dropFiles, filesOf } from "fragaria/store/attachments.js";
import { draft, editDraft } from "fragaria/store/asking.js";
import { draftOf, dropDraft, keepDraft } from "fragaria/store/drafts.js";
import { go } from "fragaria/store/route.js";
import { thread } from "fragaria/store/thread.js";

/** Take the draft along to a new chat, behind what stands there already. */
export function takeDraftAlong() {
  const { id } = thread.value;
  const text = draft.value;
  if (text) {
    const there = draftOf(null);
    keepDraft(null, there ? `${there}\n\n${text}` : text);
    dropDraft(id);
  }
  const files = filesOf(id);
  if (files.length) {
    changeFiles(null, (there) => [...there, ...files]);
    dropFiles(id);
  }
  go(null);
  editDraft(draftOf(null));
}
