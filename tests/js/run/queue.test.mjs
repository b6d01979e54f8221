import assert from "node:assert/strict";
import { test } from "node:test";

import { changed, EMPTY, MOST, read, verdictOn } from "fragaria/run/queue.js";

const item = (id, text = id, at = 0) => ({ id, text, mode: "fast", at });
const add = (queue, id) => changed(queue, { type: "add", item: item(id), after: "answer-1" });
const three = ["a", "b", "c"].reduce(add, EMPTY);
const ids = (queue) => queue.items.map(({ id }) => id);

test("messages wait in the order in which they were written, and no more than three", () => {
  assert.deepEqual([ids(three), three.after], [["a", "b", "c"], "answer-1"]);
  assert.equal(MOST, 3);
  assert.equal(add(three, "d"), three);
});

test("one can be written anew or taken out; without words it is out", () => {
  const edited = changed(three, { type: "edit", id: "b", text: " else " });
  assert.deepEqual(edited.items.map(({ text }) => text), ["a", "else", "c"]);
  assert.deepEqual(ids(changed(three, { type: "edit", id: "b", text: " \n" })), ["a", "c"]);
  assert.deepEqual(ids(changed(three, { type: "remove", id: "a" })), ["b", "c"]);
  assert.deepEqual(changed(three, { type: "edit", id: "gone", text: "x" }).items, three.items);
});

test("what is accepted leaves the queue, and the rest waits for its answer", () => {
  const next = changed(three, { type: "accepted", id: "a", after: "answer-2" });
  assert.deepEqual([ids(next), next.after], [["b", "c"], "answer-2"]);
  const again = changed(next, { type: "accepted", id: "a", after: "answer-2" });
  assert.deepEqual(ids(again), ["b", "c"], "the same news from another tab changes nothing");
  const other = changed(three, { type: "accepted", id: "typed", after: "answer-3" });
  assert.deepEqual([ids(other), other.after], [["a", "b", "c"], "answer-3"]);
});

test("a refusal keeps it until its person does something", () => {
  const held = changed(three, { type: "refused", id: "a" });
  assert.equal(verdictOn(held, "succeeded", 0), "refused");
  assert.equal(changed(held, { type: "remove", id: "b" }).held, true);
  assert.equal(changed(held, { type: "remove", id: "a" }).held, false, "another one was not refused");
  assert.equal(changed(held, { type: "accepted", id: "a", after: "x" }).held, false);
  assert.equal(changed(three, { type: "refused", id: "typed" }), three);
});

test("the first is sent when the answer has come to its end, and waits where it failed or was stopped", () => {
  const verdicts = ["queued", "running", null, "succeeded", "failed", "cancelled"].map((ended) => verdictOn(three, ended, 0));
  assert.deepEqual(verdicts, ["wait", "wait", "wait", "send", "failed", "stopped"]);
  assert.equal(verdictOn(EMPTY, "succeeded", 0), "wait");
});

test("what was written long ago is not sent unasked", () => {
  assert.equal(verdictOn(three, "succeeded", 3600_000), "send");
  assert.equal(verdictOn(three, "succeeded", 3600_001), "late");
});

test("what was stored is read with care", () => {
  assert.deepEqual(read(JSON.parse(JSON.stringify(three))), three);
  for (const stored of [null, 3, {}, { items: {} }, { items: [] }, { items: [null, { id: "a" }, item("a", " ")] }]) {
    assert.equal(read(stored), EMPTY);
  }
  assert.equal(read({ items: [1, 2, 3, 4, 5].map((n) => item(String(n))) }).items.length, 3);
});

test("an unknown change changes nothing", () => {
  assert.equal(changed(three, { type: "toString" }), three);
});
