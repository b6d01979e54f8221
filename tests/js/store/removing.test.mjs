import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const { receiveElsewhere } = await import("fragaria/store/elsewhere.js");
const { judge } = await import("fragaria/store/feedback.js");
const { removeMessage } = await import("fragaria/store/removing.js");
const { openConversation, openNew, shown, thread } = await import("fragaria/store/thread.js");

live.onFrame = (frame) => {
  receive(frame);
  receiveElsewhere(frame);
};
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const message = (id, parent, role, minute, status) => ({
  id, parent, role, text: id, created_at: `2026-11-23T10:0${minute}:00Z`, run: status ? { id: `run-${id}`, status, mode: "fast" } : null,
});
const q1 = message("q1", null, "user", 0);
const a1 = message("a1", "q1", "assistant", 1, "succeeded");
const q2 = message("q2", "a1", "user", 2);
const a2 = message("a2", "q2", "assistant", 3, "running");
const ids = () => shown.value.map(({ id }) => id);

beforeEach(async () => {
  openNew();
  requests["/api/conversations"] = { items: [], next: "" };
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [q1, a1, q2, a2] };
  await openConversation("c1");
});

test("what is deleted goes from the page, with the answer that was being made", async () => {
  assert.equal(live.isWatching("run-a2"), true);
  requests["/api/messages/q2"] = { deleted: ["q2", "a2"] };
  await removeMessage(q2);
  assert.deepEqual(ids(), ["q1", "a1"]);
  assert.equal(live.isWatching("run-a2"), false);
});

test("the last message leaves an empty conversation, in which one can go on", async () => {
  requests["/api/messages/q1"] = { deleted: ["q1", "a1", "q2", "a2"] };
  await removeMessage(q1);
  assert.deepEqual([thread.value.id, thread.value.status, ids()], ["c1", "ready", []]);
});

test("another page sees it go", () => {
  socket.says({ type: "changed", deleted: [], removed: ["q2", "a2", "elsewhere"] });
  assert.deepEqual(ids(), ["q1", "a1"]);
  socket.says({ type: "changed", deleted: [] });
  assert.deepEqual(ids(), ["q1", "a1"]);
});

test("a page that was away finds out when it reads the conversation again, and keeps what came meanwhile", async () => {
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [q1, a1] };
  const reading = openConversation("c1");
  socket.says({ type: "accepted", client_id: "other-tab", conversation: { id: "c1" }, question: message("q3", "a1", "user", 4), answer: message("a3", "q3", "assistant", 5, "queued") });
  await reading;
  await settled();
  assert.deepEqual(ids(), ["q1", "a1", "q3", "a3"]);
});

test("what another page deleted a moment ago is no failure", async () => {
  delete requests["/api/messages/q2"];
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [q1, a1] };
  await removeMessage(q2);
  await settled();
  assert.deepEqual(ids(), ["q1", "a1"]);
});

test("a thumb is shown at once, and taken back where it could not be kept", async () => {
  const thumb = () => thread.value.messages.find(({ id }) => id === "a1").feedback;
  requests["/api/messages/a1/feedback"] = { value: "up", reasons: [], text: "" };
  const word = { value: "up", reasons: [], text: "" };
  const said = judge(a1, word);
  assert.deepEqual(thumb(), word);
  await said;
  delete requests["/api/messages/a1/feedback"];
  await assert.rejects(judge({ ...a1, feedback: word }, { value: "down", reasons: [], text: "" }));
  assert.deepEqual(thumb(), word);
});
