// Choosing several conversations, and what is done with them at once.

import { signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { deleting, forget, put } from "fragaria/store/conversations.js";

/** The ids that are chosen; null while nothing is being chosen. */
export const chosenIds = signal(null);

export const beginSelecting = () => {
  chosenIds.value = new Set();
};

export const endSelecting = () => {
  chosenIds.value = null;
};

export function toggleChosen(id) {
  const next = new Set(chosenIds.value);
  if (!next.delete(id)) next.add(id);
  chosenIds.value = next;
}

const EFFECTS = {
  archive: () => ({ archived: true, pinned: false }),
  unarchive: () => ({ archived: false }),
  move: (project) => ({ project }),
};

/** `action` is archive, unarchive, move (into `project`; null: out of any) or delete. Resolves to the ids that were
 * still there. */
export async function changeChosen(action, project = null) {
  const ids = [...chosenIds.value];
  if (action === "delete") for (const id of ids) deleting.add(id);
  try {
    const { done } = await api.post("conversations/many", { ids, action, project });
    if (action === "delete") forget(done);
    else put(done.map((id) => ({ id, ...EFFECTS[action](project) })));
    endSelecting();
    return done;
  } finally {
    for (const id of ids) deleting.delete(id);
  }
}
