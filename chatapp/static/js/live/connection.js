// This tab's connection, and how it is.

import { signal } from "@preact/signals";

import { LiveSocket } from "fragaria/live/socket.js";
import { boot } from "fragaria/store/boot.js";
import { cursorOf } from "fragaria/store/runs.js";

/** connecting, open, reconnecting, signed-out, forbidden or view-over. */
export const connection = signal("connecting");

const url = new URL(boot.urls.ws, location.href);
url.protocol = location.protocol === "https:" ? "wss:" : "ws:";

/** `onFrame` is set by main.js, once everything that handles frames is loaded. */
export const live = new LiveSocket({
  url: url.href,
  cursor: cursorOf,
  onFrame: () => {},
  onState: (state) => {
    connection.value = state;
    // What staff saw as another person does not stay on their screen.
    if (state === "view-over") location.reload();
  },
});

addEventListener("online", () => live.wake());
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) live.wake();
});
