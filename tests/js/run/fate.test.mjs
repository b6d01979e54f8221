import assert from "node:assert/strict";
import { test } from "node:test";

import { asEnded, fateOf } from "fragaria/run/fate.js";
import { EMPTY } from "fragaria/run/state.js";

const path = (id, status) => ({ id, status, reason: "" });
const fates = (state) => asEnded(state).paths.map((each) => fateOf(each, each.id === state.winner));

test("what was being written when the thought ended is not written any more", () => {
  const paths = [path(0, "running"), path(1, "finished"), path(2, "pruned")];
  assert.deepEqual(fates({ ...EMPTY, status: "running", paths }), ["Writing", "Done", "Given up"]);
  for (const status of ["cancelled", "failed", "answered"]) {
    assert.deepEqual(fates({ ...EMPTY, status, paths }), ["Stopped", "Done", "Given up"]);
  }
  assert.deepEqual(fates({ ...EMPTY, status: "answered", winner: 1, paths }), ["Stopped", "Chosen", "Given up"]);
});

test("where nothing was left, it is the same state", () => {
  const state = { ...EMPTY, status: "answered", paths: [path(0, "finished")] };
  assert.equal(asEnded(state), state);
});
