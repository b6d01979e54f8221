import assert from "node:assert/strict";
import { test } from "node:test";

import { answersTo, branch, merge } from "fragaria/store/tree.js";

const message = (id, parent, minute, status = "succeeded") => ({
  id,
  parent,
  created_at: `2026-11-23T10:${String(minute).padStart(2, "0")}:00+00:00`,
  run: { status },
});
const ids = (messages) => branch(messages).map(({ id }) => id);

test("the branch shown is the one with the newest leaf", () => {
  const messages = [
    message("q1", null, 0), message("a1", "q1", 1), message("q2", "a1", 2), message("a2", "q2", 3),
    message("q2b", "a1", 4), message("a2b", "q2b", 5),
  ];
  assert.deepEqual(ids(messages), ["q1", "a1", "q2b", "a2b"]);
  assert.deepEqual(ids([...messages].reverse()), ["q1", "a1", "q2b", "a2b"]);
});

test("a question asked again from the beginning is a root of its own", () => {
  assert.deepEqual(ids([message("q1", null, 0), message("a1", "q1", 1), message("q2", null, 2)]), ["q2"]);
});

test("times are compared as times, however they are written", () => {
  const early = { ...message("early", null, 0), created_at: "2026-11-23T10:00:00.5Z" };
  const late = { ...message("late", null, 0), created_at: "2026-11-23T12:00:01+02:00" };
  assert.deepEqual(ids([late, early]), ["late"]);
});

test("an empty conversation, a missing parent and a circle do no harm", () => {
  assert.deepEqual(ids([]), []);
  assert.deepEqual(ids([message("a", "gone", 0)]), ["a"]);
  assert.deepEqual(ids([message("a", "b", 0), message("b", "a", 1)]), []);
});

test("merging puts a message in its place and new ones at the end", () => {
  const before = [message("q", null, 0), message("a", "q", 1, "running")];
  const after = merge(before, [message("a", "q", 1), message("n", "a", 2)]);
  assert.deepEqual(after.map(({ id, run }) => [id, run.status]), [["q", "succeeded"], ["a", "succeeded"], ["n", "succeeded"]]);
  assert.equal(before[1].run.status, "running");
});

test("an answer that has ended never goes back to running", () => {
  const done = [message("a", "q", 1)];
  assert.deepEqual(merge(done, [message("a", "q", 1, "queued")]), done);
});

test("what is no message is passed over", () => {
  assert.deepEqual(merge([], [null, undefined, {}, { id: 7 }]), []);
});

test("of two answers the newest is followed, or the one that was chosen, to its newest end", () => {
  const messages = [
    message("q", null, 0), message("fast", "q", 1), message("think", "q", 2),
    message("next", "fast", 3), message("a", "next", 4), message("later", "fast", 5),
  ];
  const of = (chosen) => branch(messages, chosen).map(({ id }) => id);
  assert.deepEqual(of(null), ["q", "fast", "later"]);
  assert.deepEqual(of("think"), ["q", "think"]);
  assert.deepEqual(of("fast"), ["q", "fast", "later"]);
  assert.deepEqual(of("next"), ["q", "fast", "next", "a"]);
  assert.deepEqual(of("gone"), ["q", "fast", "later"]);
});

test("an answer that came to nothing does not take the place of one that can be gone on from", () => {
  const as = (id, minute, status, text) => ({ ...message(id, "q", minute, status), role: "assistant", text });
  const of = (...answers) => branch([message("q", null, 0), ...answers]).at(-1).id;
  const good = as("good", 1, "succeeded", "4");
  for (const status of ["failed", "cancelled"]) {
    assert.equal(of(good, as("late", 2, status, "")), "good");
    assert.equal(of(good, as("late", 2, status, "So far")), "late");
    assert.equal(of(as("early", 1, "failed", ""), as("late", 2, status, "")), "late");
    assert.equal(of(as("early", 1, "running", "So"), as("late", 2, status, "")), "late");
  }
  assert.equal(of(good, as("late", 2, "running", "")), "late");
});

test("nor does it take the conversation away that went on from the other one", () => {
  const as = (id, minute, status, text) => ({ ...message(id, "q", minute, status), role: "assistant", text });
  const messages = [message("q", null, 0), as("good", 1, "succeeded", "4"), message("next", "good", 2), as("late", 3, "failed", "")];
  assert.deepEqual(ids(messages), ["q", "good", "next"]);
});

test("a question's answers come oldest first, and questions that follow are none", () => {
  const as = (role, ...rest) => ({ ...message(...rest), role });
  const messages = [as("assistant", "think", "q", 2), as("assistant", "fast", "q", 1), as("user", "q2", "q", 3), as("assistant", "other", "q2", 4)];
  assert.deepEqual(answersTo(messages, "q").map(({ id }) => id), ["fast", "think"]);
});
