import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { dropAllDrafts } = await import("fragaria/store/drafts.js");
const { dropEdit, editOf, keepEdit } = await import("fragaria/store/editing.js");
const { shown, thread } = await import("fragaria/store/thread.js");

live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const message = (id, parent, role, minute, run = null) => ({ id, parent, role, text: id, created_at: `2026-11-23T10:0${minute}:00Z`, run });
const run = (id, status = "succeeded") => ({ id, status, mode: "fast", attempt: 0, message: "" });
const question = message("q2", "a1", "user", 2);
const sends = () => socket.sent.filter(({ type }) => type === "send");
const newest = () => sends().at(-1);
const accept = (frame) =>
  socket.says({
    type: "accepted", client_id: frame.client_id, conversation: { id: "c1", title: "", updated_at: "" },
    question: message("q3", frame.parent, "user", 4), answer: message("a3", "q3", "assistant", 5, run("r3", "queued")),
  });

beforeEach(() => {
  dropEdit("q2");
  asking.outgoing.value = new Map();
  asking.refusal.value = null;
  asking.chooseMode("fast");
  live.forget("r3");
  socket.sent.length = 0;
  const messages = [message("q1", null, "user", 0), message("a1", "q1", "assistant", 1, run("r1")), question, message("a2", "q2", "assistant", 3, run("r2"))];
  thread.value = { id: "c1", title: "", messages, status: "ready", about: null };
});

test("a question in other words goes out beside the first, and is what is shown then", () => {
  keepEdit("q2", "in other words");
  asking.sendEdited(question, "in other words");
  const { client_id: id, ...frame } = newest();
  assert.deepEqual(frame, { type: "send", conversation: "c1", parent: "a1", text: "in other words", mode: "fast" });
  assert.match(id, /^[0-9a-f]{32}$/);
  accept(newest());
  assert.deepEqual(shown.value.map((each) => each.id), ["q1", "a1", "q3", "a3"]);
  assert.equal(editOf("q2"), null);
});

test("the first question of a conversation can be said in other words too", () => {
  asking.sendEdited(thread.value.messages[0], "from the beginning");
  assert.equal(newest().parent, null);
});

test("where it is refused the words stay, and can be sent again", () => {
  keepEdit("q2", "in other words");
  asking.sendEdited(question, "in other words");
  socket.says({ type: "refused", client_id: newest().client_id, code: "no_allowance", message: "Used up.", reset_at: null });
  assert.equal(asking.refusal.value.message, "Used up.");
  assert.equal(editOf("q2"), "in other words");
  asking.sendAgain();
  assert.equal(newest().parent, "a1");
  accept(newest());
  assert.equal(editOf("q2"), null);
});

test("sent once more after a reload it is the same question, and in other words another", () => {
  asking.sendEdited(question, "in other words");
  const [first] = sends();
  asking.outgoing.value = new Map(); // as if the page were new
  asking.sendEdited(question, "in other words");
  asking.outgoing.value = new Map();
  asking.sendEdited(question, "in yet others");
  const [, again, other] = sends();
  assert.equal(again.client_id, first.client_id);
  assert.notEqual(other.client_id, first.client_id);
});

test("nothing is sent while an answer is on its way", () => {
  asking.sendEdited(question, "one");
  asking.sendEdited(question, "two");
  assert.equal(sends().length, 1);
});

test("who signs out takes the words along", () => {
  keepEdit("q2", "secret");
  dropAllDrafts();
  assert.equal(editOf("q2"), null);
});

test("one more answer that is refused says so above the question, and can be asked for again", () => {
  asking.retry(question, "fast");
  assert.equal(newest().question, "q2");
  socket.says({ type: "refused", client_id: newest().client_id, code: "no_allowance", message: "Used up.", reset_at: null });
  assert.equal(asking.refusal.value.message, "Used up.");
  assert.equal(asking.unanswered.value.size, 0);
  asking.sendAgain();
  assert.equal(newest().question, "q2");
});

test("an effort that is asked for goes before the one that is chosen", () => {
  asking.retry(question, "think", { effort: "deep" });
  assert.equal(newest().effort, "deep");
});
