// Whether a person should hear of a lost connection: short ones are nobody's concern.

import { effect, signal } from "@preact/signals";

import { connection, live } from "fragaria/live/connection.js";

const PATIENCE = 2_000;

/** "", "reconnecting", or "offline" where this device has no network. */
export const lost = signal("");

const kind = () => (globalThis.navigator?.onLine === false ? "offline" : "reconnecting");

effect(() => {
  if (connection.value !== "reconnecting") {
    lost.value = "";
    return undefined;
  }
  // Without a network there is nothing to wait for.
  const timer = setTimeout(() => (lost.value = kind()), kind() === "offline" ? 0 : PATIENCE);
  return () => clearTimeout(timer);
});

// A network that is gone does not end the connection to a server on this very machine: the connection is asked.
addEventListener("offline", () => {
  live.wake();
  if (lost.value) lost.value = "offline";
});
addEventListener("online", () => {
  if (lost.value) lost.value = "reconnecting";
});
