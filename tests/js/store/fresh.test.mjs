import assert from "node:assert/strict";
import { test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";

globalThis.setInterval = () => 0;
const asked = [];
const answer = globalThis.fetch;
globalThis.fetch = (path, ...rest) => {
  asked.push(path);
  return answer(path, ...rest);
};
globalThis.navigator ??= {};
globalThis.matchMedia = () => ({ matches: true });

const { connection } = await import("fragaria/live/connection.js");
const { keepFresh } = await import("fragaria/store/fresh.js");
const { openConversation, thread } = await import("fragaria/store/thread.js");

test("after a reconnect the open conversation is read again, once", async () => {
  requests["/api/conversations"] = { items: [], next: "" };
  requests["/api/allowance"] = {};
  requests["/api/conversations/c1"] = { id: "c1", title: "One", messages: [] };
  connection.value = "open";
  keepFresh();
  await openConversation("c1");
  connection.value = "reconnecting";
  asked.length = 0;
  connection.value = "open";
  for (let round = 0; round < 5; round += 1) await settled();
  assert.equal(asked.filter((path) => path.endsWith("/c1")).length, 1);
  assert.equal(thread.value.status, "ready");
  assert.equal(sockets.length, 0);
});
