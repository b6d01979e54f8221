import assert from "node:assert/strict";
import { test } from "node:test";

import { answersTo, branch, merge, versionsOf, withAllBelow } from "fragaria/store/tree.js";

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
  const of = (...chosen) => branch(messages, chosen).map(({ id }) => id);
  assert.deepEqual(of(), ["q", "fast", "later"]);
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

// Two ways on from the beginning, each with two versions further down.
const ways = [
  message("q1", null, 0), message("a1", "q1", 1), message("q2", "a1", 2), message("a2", "q2", 3), message("q3", "a1", 4), message("a3", "q3", 5),
  message("r1", null, 6), message("b1", "r1", 7), message("b2", "r1", 8),
].map((each) => ({ ...each, role: /^[qr]/.test(each.id) ? "user" : "assistant", text: each.id, run: { status: "succeeded", mode: "fast" } }));
const way = (...chosen) => branch(ways, chosen).map(({ id }) => id);

test("a choice holds further down while another is made further up, and comes back with it", () => {
  assert.deepEqual(way(), ["r1", "b2"]);
  assert.deepEqual(way("q1"), ["q1", "a1", "q3", "a3"]);
  assert.deepEqual(way("q1", "q2"), ["q1", "a1", "q2", "a2"]);
  assert.deepEqual(way("q2", "r1"), ["r1", "b2"]);
  assert.deepEqual(way("q2", "b1", "q1"), ["q1", "a1", "q2", "a2"]);
  assert.deepEqual(way("q2", "q1", "b1"), ["r1", "b1"]);
});

test("a choice of what is not here, or of a circle, is passed over", () => {
  assert.deepEqual(way("gone"), ["r1", "b2"]);
  assert.deepEqual(branch([message("a", "b", 0), message("b", "a", 1)], ["a"]), []);
});

test("a try that came to nothing is shown to who has just made it, and to nobody after", () => {
  const failed = { ...ways.at(-1), id: "b3", text: "", run: { status: "failed", mode: "fast" } };
  const of = (...chosen) => branch([...ways, failed], chosen).at(-1).id;
  assert.equal(of("b3"), "b3");
  assert.equal(of(), "b2");
  assert.equal(of("b3", "b1"), "b1");
  assert.deepEqual(versionsOf([...ways, failed], ways.at(-1)).map(({ id }) => id), ["b1", "b2"]);
  assert.deepEqual(versionsOf([...ways, failed], failed).map(({ id }) => id), ["b1", "b2", "b3"]);
});

test("the versions of a message are the edits of a question, or the answers to it in one mode", () => {
  const of = (id, among = ways) => versionsOf(among, among.find((each) => each.id === id)).map((each) => each.id);
  assert.deepEqual(of("q1"), ["q1", "r1"]);
  assert.deepEqual(of("q3"), ["q2", "q3"]);
  assert.deepEqual(of("a1"), ["a1"]);
  const thought = { ...ways.at(-1), id: "b3", run: { status: "succeeded", mode: "think" } };
  assert.deepEqual(of("b1", [...ways, thought]), ["b1", "b2"]);
  assert.deepEqual(of("b3", [...ways, thought]), ["b3"]);
});

test("with a message goes all that follows it on every branch, and nothing else", () => {
  assert.deepEqual(withAllBelow(ways, "a1").sort(), ["a1", "a2", "a3", "q2", "q3"]);
  assert.deepEqual(withAllBelow(ways, "b2"), ["b2"]);
});

test("a conversation of many thousand messages in a row is no harder", () => {
  const long = Array.from({ length: 20_000 }, (_, i) => message(`m${i}`, i ? `m${i - 1}` : null, i % 60));
  assert.equal(branch(long, ["m7"]).length, 20_000);
  assert.equal(withAllBelow(long, "m0").length, 20_000);
});

test("merging keeps what a change does not say", () => {
  const [merged] = merge([{ ...message("a", "q", 1), feedback: { value: "up" } }], [message("a", "q", 1)]);
  assert.deepEqual(merged.feedback, { value: "up" });
});
