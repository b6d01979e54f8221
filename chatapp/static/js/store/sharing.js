// Links to a conversation.

import { api } from "fragaria/store/api.js";

/** The links to `conversation`, newest first. Raises ApiError. */
export async function sharesOf(conversation) {
  const { items } = await api.get(`conversations/${conversation}/shares`);
  return items;
}

/** A link to what leads to `message`, as it is now. Raises ApiError. */
export const share = (conversation, message, withThinking) =>
  api.post(`conversations/${conversation}/shares`, { message, with_thinking: withThinking });

export const revoke = (id) => api.delete(`shares/${id}`);

/** The whole address of a link. */
export const addressOfShare = ({ url }) => new URL(url, location.href).href;
