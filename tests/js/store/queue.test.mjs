import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";
import { Storage } from "../storage.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { openNew, thread } = await import("fragaria/store/thread.js");
const { canQueue, hasQueues, isQueueFull, sendOrQueue } = await import("fragaria/store/queueing.js");

let heard = null;
globalThis.addEventListener = (type, listener) => {
  if (type === "storage") heard = listener;
};
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });
asking.startDrafts();
const queueing = await import("fragaria/store/queue.js");

const about = { id: "c1", title: "Sums", updated_at: "2026-11-23T10:00:00Z" };
const run = (n, status) => ({ id: `r${n}`, status, mode: "fast", attempt: 1 });
const question = (n) => ({ id: `q${n}`, parent: n > 1 ? `a${n - 1}` : null, role: "user", text: `question ${n}`, created_at: `2026-11-23T10:0${n}:00Z`, run: null });
const answer = (n, status) => ({ id: `a${n}`, parent: `q${n}`, role: "assistant", text: "w", created_at: `2026-11-23T10:0${n}:01Z`, run: run(n, status) });
const sends = () => socket.sent.filter((frame) => frame.type === "send");
const texts = () => queueing.queue.value.items.map(({ text }) => text);
const accept = (id, n, status = "running") =>
  socket.says({ type: "accepted", client_id: id, conversation: about, question: question(n), answer: answer(n, status), wait: 0, allowance: null });
const done = (n, status) => socket.says({ type: "done", run: `r${n}`, answer: answer(n, status), allowance: null });

async function write(text) {
  asking.editDraft(text);
  sendOrQueue();
  await settled();
}

beforeEach(async () => {
  globalThis.localStorage = new Storage();
  globalThis.sessionStorage = new Storage();
  requests["/api/conversations"] = { items: [], next: "" };
  openNew();
  asking.outgoing.value = new Map();
  asking.refusal.value = null;
  asking.editDraft("");
  asking.chooseMode("fast");
  for (const n of [1, 2, 3, 4]) live.forget(`r${n}`);
  thread.value = { id: "c1", title: "Sums", messages: [question(1), answer(1, "running")], status: "ready", about };
  heard({ key: null });
  await settled();
  socket.sent.length = 0;
});

test("while an answer is made what is written waits, and is sent as it was chosen when the answer ends", async () => {
  await write("next");
  assert.deepEqual([texts(), asking.draft.value, sends().length, hasQueues.value], [["next"], "", 0, true]);
  asking.chooseMode("think");
  done(1, "succeeded");
  await settled();
  const [sent] = sends();
  assert.deepEqual([sent.conversation, sent.parent, sent.text, sent.mode], ["c1", "a1", "next", "fast"]);
  accept(sent.client_id, 2);
  assert.deepEqual(texts(), []);
  assert.equal(localStorage.getItem("fragaria:draft:queue:c1"), null);
});

test("the next one waits for the answer to the one before", async () => {
  await write("one");
  await write("two");
  done(1, "succeeded");
  await settled();
  accept(sends()[0].client_id, 2);
  await settled();
  assert.equal(sends().length, 1);
  done(2, "succeeded");
  await settled();
  assert.deepEqual(sends().map(({ text, parent }) => [text, parent]), [["one", "a1"], ["two", "a2"]]);
});

test("there are three places, and what finds none stays where it was typed", async () => {
  for (const text of ["one", "two", "three"]) await write(text);
  assert.deepEqual([isQueueFull.value, canQueue.value], [true, false]);
  await write("four");
  assert.deepEqual([texts(), asking.draft.value], [["one", "two", "three"], "four"]);
});

test("what is typed while a message of the queue is on its way can be typed, and waits too", async () => {
  await write("one");
  done(1, "succeeded");
  await settled();
  assert.equal(asking.isSendingDraft.value, false);
  await write("two");
  assert.deepEqual(texts(), ["one", "two"]);
});

test("after a failed or stopped answer it waits for its person, who sends or removes it", async () => {
  for (const [status, why] of [["failed", "failed"], ["cancelled", "stopped"]]) {
    await write(why);
    done(1, status);
    await settled();
    assert.deepEqual([queueing.waitsBecause.value, sends().length], [why, 0]);
    queueing.removeQueued(queueing.queue.value.items[0].id);
    assert.equal(queueing.waitsBecause.value, "");
    thread.value = { ...thread.value, messages: [question(1), answer(1, "running")] };
  }
  await write("now");
  done(1, "failed");
  await settled();
  queueing.sendNow();
  assert.deepEqual(sends().map(({ text, parent }) => [text, parent]), [["now", "a1"]]);
  queueing.sendNow();
  assert.equal(sends().length, 1, "it is on its way");
});

test("after a retry it waits for the new answer", async () => {
  await write("next");
  done(1, "failed");
  await settled();
  accept("retry-of-the-first", 2);
  assert.equal(queueing.waitsBecause.value, "");
  done(2, "succeeded");
  await settled();
  assert.deepEqual(sends().map(({ text, parent }) => [text, parent]), [["next", "a2"]]);
});

test("a refusal keeps it, and it is sent anew as it is chosen then, under the same id", async () => {
  asking.chooseMode("think");
  await write("next");
  done(1, "succeeded");
  await settled();
  const [{ client_id: id, effort }] = sends();
  assert.equal(effort, "standard");
  socket.says({ type: "refused", client_id: id, code: "no_allowance", message: "Used up.", reset_at: null });
  await settled();
  assert.deepEqual([texts(), queueing.waitsBecause.value, asking.refusal.value.message], [["next"], "refused", "Used up."]);
  asking.sendAsFast();
  assert.deepEqual(sends().map((sent) => [sent.client_id, sent.mode]), [[id, "think"], [id, "fast"]]);
  accept(id, 2);
  assert.deepEqual([texts(), asking.refusal.value], [[], null]);
});

test("after a reload it is still there, and is sent if the answer has ended meanwhile", async () => {
  const kept = { after: "a1", held: false, items: [{ id: "kept-item-id", text: "kept", mode: "fast", at: Date.now() }] };
  localStorage.setItem("fragaria:draft:queue:c1", JSON.stringify(kept));
  openNew();
  thread.value = { id: "c1", title: "", messages: [question(1), answer(1, "succeeded")], status: "ready", about };
  heard({ key: "fragaria:draft:queue:c1" });
  await settled();
  assert.deepEqual(sends().map((sent) => [sent.client_id, sent.text]), [["kept-item-id", "kept"]]);
});

test("what another tab has sent is not sent here", async () => {
  await write("next");
  const [{ id }] = queueing.queue.value.items;
  accept(id, 2);
  await settled();
  assert.deepEqual([texts(), sends().length], [[], 0]);
});

test("in a conversation that was left it is sent all the same", async () => {
  await write("next");
  openNew();
  done(1, "succeeded");
  await settled();
  assert.deepEqual(sends().map(({ conversation, parent, text }) => [conversation, parent, text]), [["c1", "a1", "next"]]);
  accept(sends()[0].client_id, 2, "succeeded");
  assert.equal(localStorage.getItem("fragaria:draft:queue:c1"), null);
});

test("what is sent elsewhere leaves a refusal here to be read", async () => {
  await write("next");
  openNew();
  asking.refusal.value = { conversation: null, code: "no_allowance", message: "Used up.", resetAt: null, ask: { mode: "think" } };
  done(1, "succeeded");
  await settled();
  assert.deepEqual([sends().length, asking.refusal.value?.message], [1, "Used up."]);
});

test("of a deleted conversation the texts go to the draft, which can be taken along", async () => {
  await write("one");
  await write("two");
  asking.editDraft("typed");
  thread.value = { ...thread.value, status: "deleted", messages: [] };
  await settled();
  assert.deepEqual([asking.draft.value, texts()], ["typed\n\none\n\ntwo", []]);
});

test("where the browser keeps nothing they wait all the same", async () => {
  globalThis.localStorage = undefined;
  await write("next");
  assert.deepEqual(texts(), ["next"]);
  done(1, "succeeded");
  await settled();
  assert.equal(sends().length, 1);
  accept(sends()[0].client_id, 2);
  assert.deepEqual(texts(), []);
});
