import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { sockets } from "../page.mjs";

const listeners = {};
globalThis.addEventListener = (type, run) => (listeners[type] = [...(listeners[type] ?? []), run]);
let online = true;
Object.defineProperty(globalThis, "navigator", { configurable: true, get: () => ({ onLine: online }) });
mock.timers.enable({ apis: ["setTimeout"] });

const { connection, live } = await import("fragaria/live/connection.js");
const { lost } = await import("fragaria/live/lost.js");

live.start();
sockets[0].says({ type: "hello", heartbeat: 20 });
function network(there) {
  online = there;
  for (const run of listeners[there ? "online" : "offline"]) run();
}

beforeEach(() => {
  online = true;
  connection.value = "open";
});

test("a connection that is back within two seconds is not worth a word", () => {
  connection.value = "reconnecting";
  mock.timers.tick(1_900);
  assert.equal(lost.value, "");
  connection.value = "open";
  mock.timers.tick(5_000);
  assert.equal(lost.value, "");
});

test("a longer loss is told, and no more once it is over", () => {
  connection.value = "reconnecting";
  mock.timers.tick(2_100);
  assert.equal(lost.value, "reconnecting");
  connection.value = "open";
  assert.equal(lost.value, "");
});

test("without a network the person hears of it at once, and of the way back", () => {
  online = false;
  connection.value = "reconnecting";
  mock.timers.tick(1);
  assert.equal(lost.value, "offline");
  network(true);
  assert.equal(lost.value, "reconnecting");
});

test("a network that is gone is no loss while the server on this machine answers", () => {
  const before = sockets[0].sent.length;
  network(false);
  assert.equal(lost.value, "");
  assert.equal(sockets[0].sent[before].type, "ping");
});
