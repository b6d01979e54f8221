// Going on from a message in a conversation of its own.

import { api } from "fragaria/store/api.js";
import { put } from "fragaria/store/conversations.js";
import { go } from "fragaria/store/route.js";

/** Make the fork and open it. Raises ApiError. */
export async function fork(conversation, message) {
  const made = await api.post(`conversations/${conversation}/fork`, { message });
  put([made]);
  go(made.id);
}
