// The files attached to what is being written, for each conversation. What takes them in (uploading.js) is fetched with
// the first of them.

import { computed, signal } from "@preact/signals";

import { load, save } from "fragaria/store/storage.js";
import { thread } from "fragaria/store/thread.js";

// Among the drafts, so that they are their person's alone and go with them.
const keyOf = (conversation) => `draft:files:${conversation ?? "new"}`;

const known = signal(new Map());

// A file that was on its way, or could be tried again, when the page went away is not here any more.
const afterReload = (file) => (file.state === "uploading" || file.again ? { ...file, state: "failed", again: false, why: "lost" } : file);

function kept(conversation) {
  const stored = load(keyOf(conversation));
  return Array.isArray(stored) ? stored.filter((file) => typeof file?.key === "string").map(afterReload) : [];
}

/** Those of a conversation, null for a new one: {key, name, size, kind, state: uploading | ready | failed}; what is ready
 * has its `id` and what was found in it, what failed says `why` or a `word`, and whether `again` can help. */
export const filesOf = (conversation) => known.value.get(conversation) ?? kept(conversation);

/** Those of the open conversation. */
export const attached = computed(() => filesOf(thread.value.id));

/** True where none is on its way or has failed. */
export const areReady = computed(() => attached.value.every(({ state }) => state === "ready"));

export function changeFiles(conversation, change) {
  const next = change(filesOf(conversation));
  known.value = new Map(known.value).set(conversation, next);
  save(keyOf(conversation), next.length ? next.map(({ progress, ...file }) => file) : null);
}

export const dropFiles = (conversation) => changeFiles(conversation, () => []);

/** `files` as a part of a send: nothing without any. */
export const asSent = (files) => (files?.length ? { files: files.map(({ id }) => id) } : {});
