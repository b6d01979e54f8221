// Which conversation the address names, and going to another.

import { boot } from "fragaria/store/boot.js";
import { openConversation, openNew, thread } from "fragaria/store/thread.js";

const UUID = /^[0-9a-f-]{32,36}$/i;

/** The address of conversation `id`, or of a new one. */
export const addressOf = (id) => (id ? `${boot.urls.chat}${id}/` : boot.urls.chat);

function idInAddress() {
  const rest = location.pathname.slice(boot.urls.chat.length).replace(/\/$/, "");
  return UUID.test(rest) ? rest : null;
}

function open(id) {
  if (id === null) openNew();
  else openConversation(id);
}

/** Show conversation `id`, null for a new one, as a step in the browser's history. */
export function go(id) {
  if (location.pathname !== addressOf(id)) history.pushState(null, "", addressOf(id));
  if (thread.value.id !== id || id === null) open(id);
}

export function startRouting() {
  addEventListener("popstate", () => open(idInAddress()));
  open(idInAddress());
}
