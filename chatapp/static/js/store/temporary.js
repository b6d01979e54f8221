// Temporary chats: begun from a new chat, gone when they are left. The server ends them by itself where this page cannot.

import { effect } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";
import { dropDraft } from "fragaria/store/drafts.js";
import { go } from "fragaria/store/route.js";
import { thread } from "fragaria/store/thread.js";

const STAY = 60_000;

/** Open a temporary chat. Raises ApiError. */
export async function beginTemporary() {
  const { id } = await api.post("conversations", { temporary: true });
  go(id);
}

// The server counts the time itself: a word that does not arrive changes little.
const quietly = (promise) => promise.catch(() => {});
const stay = (id) => quietly(api.put(`conversations/${id}/read`));
const leave = (id) => quietly(api.post(`conversations/${id}/close`, undefined, { keepalive: true }));

export function startTemporary() {
  if (boot.read_only) return;
  let open = null;
  effect(() => {
    const { id, about } = thread.value;
    const next = about?.temporary ? id : null;
    if (next === open) return;
    if (open) {
      leave(open);
      dropDraft(open);
    }
    open = next;
    if (open) stay(open);
  });
  setInterval(() => open && stay(open), STAY);
  addEventListener("pagehide", () => open && leave(open));
  addEventListener("pageshow", () => open && stay(open));
}
