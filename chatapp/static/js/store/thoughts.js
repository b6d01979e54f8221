// What a person has seen of thinking so far, in this browser.

import { load, save } from "fragaria/store/storage.js";

const SEEN = "thought-seen";
const QUICK = 3; // seconds: what took less was gone before it could be looked at

/** Whether a thought that has just come to its end stays open: somebody's first one, or one of less than 3 `seconds`. */
export function staysOpen(seconds) {
  const first = !load(SEEN);
  if (first) save(SEEN, true);
  return first || seconds < QUICK;
}
