// Which conversation is being looked at: an answer in it is not unread.

import { effect, signal } from "@preact/signals";

import { api } from "fragaria/store/api.js";
import { boot } from "fragaria/store/boot.js";
import { conversations, put } from "fragaria/store/conversations.js";
import { thread } from "fragaria/store/thread.js";

const visible = signal(true);

async function read(id) {
  await api.put(`conversations/${id}/read`);
  put([{ id, unread: false }]);
}

export function startReading() {
  if (boot.read_only) return;
  const look = () => {
    visible.value = !document.hidden;
  };
  document.addEventListener("visibilitychange", look);
  look();
  effect(() => {
    const { id, status } = thread.value;
    if (!visible.value || status !== "ready") return;
    const unread = conversations.value.some((item) => item.id === id && item.unread);
    // What is not noted now is noted with the next look.
    if (unread) read(id).catch(() => {});
  });
}
