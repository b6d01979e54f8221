// Where a conversation can be had as a file.

import { addressOf } from "fragaria/store/route.js";

/** `format` is markdown or json. */
export const exportOf = (id, format) => `${addressOf(id)}export/?format=${format}`;
