// Deleting a message with all that follows it.

import { refreshAllowance } from "fragaria/store/allowance.js";
import { api } from "fragaria/store/api.js";
import { refreshConversations } from "fragaria/store/conversations.js";
import { dropEdit } from "fragaria/store/editing.js";
import { openConversation, removeMessages, thread } from "fragaria/store/thread.js";

/** Delete it. What another page deleted a moment ago is gone too. Raises ApiError. */
export async function removeMessage({ id }) {
  const conversation = thread.value.id;
  try {
    const { deleted } = await api.delete(`messages/${id}`);
    deleted.forEach(dropEdit);
    if (thread.value.id === conversation) removeMessages(deleted);
  } catch (error) {
    if (thread.value.id === conversation) openConversation(conversation);
    if (error.status !== 404) throw error;
  }
  // What was being made there gave back what it held.
  for (const reading of [refreshAllowance(), refreshConversations()]) reading.catch(() => {});
}
