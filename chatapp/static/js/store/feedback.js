// What a person thinks of an answer: shown at once, taken back where the server does not have it.

import { api } from "fragaria/store/api.js";
import { mergeMessages } from "fragaria/store/thread.js";

const show = (id, feedback) => mergeMessages([{ id, feedback }]);

/** Say `word` {value, reasons, text} of `message`; null takes back what was said. Raises ApiError. */
export async function judge({ id, feedback: before = null }, word) {
  show(id, word);
  try {
    if (word) show(id, await api.put(`messages/${id}/feedback`, word));
    else await api.delete(`messages/${id}/feedback`);
  } catch (error) {
    show(id, before);
    throw error;
  }
}
