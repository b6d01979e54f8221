import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sockets } from "../page.mjs";

localStorage.setItem("fragaria:mode", JSON.stringify("no such mode"));
const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { chooseEffort } = await import("fragaria/store/effort.js");
const { hasSecond } = await import("fragaria/store/comparing.js");
const { openNew, thread } = await import("fragaria/store/thread.js");

const first = asking.mode.value;
asking.startDrafts();
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const question = { id: "q1", parent: null, role: "user", text: "37 * 48", created_at: "2026-11-23T10:00:00Z", run: null };
const fast = {
  id: "a1", parent: "q1", role: "assistant", text: "1775", created_at: "2026-11-23T10:00:01Z",
  run: { id: "r1", status: "succeeded", mode: "fast", attempt: 1, route: "Fast: a short question", doubt: "refuted" },
};
const sends = () => socket.sent.filter((frame) => frame.type === "send").map(({ client_id: _, type: __, ...ask }) => ask);

beforeEach(() => {
  openNew();
  asking.outgoing.value = new Map();
  socket.sent.length = 0;
});

test("who has chosen nothing lets the server choose, and a choice is kept", () => {
  assert.equal(first, "auto");
  asking.chooseMode("think");
  assert.equal(JSON.parse(localStorage.getItem("fragaria:mode")), "think");
  asking.chooseMode("auto");
});

test("in Auto a question goes out as it is, for the server to decide", () => {
  asking.editDraft("How are you?");
  asking.submit();
  assert.deepEqual(sends(), [{ conversation: null, parent: null, text: "How are you?", mode: "auto" }]);
});

test("the effort chosen goes with a question for Think, and with no other", () => {
  chooseEffort("deep");
  for (const mode of ["think", "fast"]) {
    openNew();
    asking.chooseMode(mode);
    asking.editDraft("Why?");
    asking.submit();
    asking.outgoing.value = new Map();
  }
  assert.deepEqual(sends().map(({ mode, effort }) => [mode, effort]), [["think", "deep"], ["fast", undefined]]);
  chooseEffort("standard");
  asking.chooseMode("auto");
});

test("to think about a doubted answer asks the same question again, in Think, beside it", () => {
  thread.value = { id: "c1", title: "", messages: [question, fast], status: "ready" };
  asking.thinkAbout(question);
  assert.deepEqual(sends(), [{ conversation: "c1", parent: null, question: "q1", text: "37 * 48", mode: "think", effort: "standard" }]);
  assert.equal(hasSecond("q1"), true);
  asking.thinkAbout(question);
  assert.equal(sends().length, 1);
});
