// Words for people that belong to no message: what a screen reader is told, and what went wrong.

import { signal } from "@preact/signals";

/** Said politely by the status node; streamed text is not. */
export const announcement = signal("");

/** A line above the composer that can be dismissed, or null. */
export const notice = signal(null);

export const announce = (text) => {
  announcement.value = text;
};

export const complain = (text) => {
  notice.value = text;
};
