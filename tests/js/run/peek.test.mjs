import assert from "node:assert/strict";
import { test } from "node:test";

import { places, tailOf } from "fragaria/run/peek.js";

const paths = (...states) => states.map((status, id) => ({ id, status }));

test("each path keeps its place while it runs, and gives it to one that still does", () => {
  assert.deepEqual(places([], paths("running", "running", "running", "running"), 3), [0, 1, 2]);
  assert.deepEqual(places([0, 1, 2], paths("running", "finished", "running", "running"), 3), [0, 3, 2]);
  assert.deepEqual(places([0, 3, 2], paths("running", "finished", "running", "running"), 3), [0, 3, 2]);
});

test("where nobody else runs, what has ended stays", () => {
  assert.deepEqual(places([0, 1], paths("finished", "pruned"), 2), [0, 1]);
  assert.deepEqual(places([], paths("finished", "pruned"), 1), [0]);
  assert.deepEqual(places([], [], 3), []);
  assert.deepEqual(places([7], paths("running"), 3), [0]);
});

test("a narrower window shows fewer", () => {
  assert.deepEqual(places([0, 1, 2], paths("running", "running", "running"), 1), [0]);
});

test("the end of a path is what it wrote last, and no more than fits", () => {
  const steps = ["1. a", "2. b", "3. c"].map((text) => ({ text }));
  assert.equal(tailOf({ steps, draft: "4. d" }), "b\nc\nd");
  assert.equal(tailOf({ steps: [], draft: "" }), "");
  assert.ok(tailOf({ steps: [], draft: "x".repeat(5_000) }).length < 500);
});
