import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { EMPTY, fold, fromDict, isOver, replay, tell } from "fragaria/run/state.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), "utf8"));
const LOGS = [read("log-v1"), read("log-v1-branches")];
const started = { type: "path_started", v: 1, path: 0, parent: null, step: 0 };

test("the fixture logs fold to the states that Python folds them to", () => {
  for (const log of LOGS) assert.deepEqual(fold(log.entries), log.state);
});

test("reading any part of a log twice changes nothing", () => {
  for (const log of LOGS) {
    for (let cut = 0; cut <= log.entries.length; cut += 1) {
      const again = [...log.entries.slice(0, cut), ...log.entries.slice(0, cut), ...log.entries.slice(cut)];
      assert.deepEqual(fold(again), log.state);
    }
  }
});

test("a state that went through JSON goes on like the one it was taken from", () => {
  for (const log of LOGS) {
    for (let cut = 0; cut <= log.entries.length; cut += 1) {
      const stored = JSON.parse(JSON.stringify(fold(log.entries.slice(0, cut))));
      assert.deepEqual(log.entries.slice(cut).reduce(replay, fromDict(stored)), log.state);
    }
  }
});

test("an event of a later version changes nothing but the cursor", () => {
  const after = replay(EMPTY, { a: 1, s: 1, at: 0, e: { type: "of_a_later_version", v: 2, path: 0 } });
  assert.deepEqual(after, { ...EMPTY, cursor: [1, 1] });
});

test("malformed entries and events never throw", () => {
  const state = tell(EMPTY, started);
  const strange = [undefined, null, 7, "x", [], {}, { type: null }, { type: "toString" }, { type: "constructor" }];
  for (const event of strange) {
    assert.equal(tell(state, event), state);
    assert.doesNotThrow(() => replay(state, event));
  }
  const types = [
    "run_started", "routed", "path_started", "reviewed", "step_delta", "step_finished", "path_pruned", "path_finished",
    "step_scored", "verified", "vote_updated", "budget_used", "answer_delta", "answered", "snapshot", "cancelled", "failed",
  ];
  for (const type of types) assert.doesNotThrow(() => tell(state, { type, path: 0 }));
});

test("a log folds on from any state that was stored before there were scores and checks", () => {
  const old = fromDict({ paths: [{ id: 0, steps: [{ text: "23*4 = 82", tokens: 5, logprob: null }] }] });
  const scored = tell(old, { type: "step_scored", path: 0, step: 0, score: 0, critique: "23*4 is 92", scorer: "arithmetic" });
  assert.deepEqual(scored.paths[0].steps[0].scores, [{ scorer: "arithmetic", score: 0, critique: "23*4 is 92" }]);
  assert.deepEqual(old.paths[0].checks, []);
});

test("a path that did not change keeps its identity", () => {
  const two = tell(tell(EMPTY, started), { ...started, path: 1 });
  const after = tell(two, { type: "step_delta", path: 1, step: 0, text: "x" });
  assert.equal(after.paths[0], two.paths[0]);
  assert.equal(after.paths[1].draft, "x");
  assert.equal(two.paths[1].draft, "");
});

test("only answered, cancelled and failed are ends", () => {
  assert.equal(isOver(EMPTY), false);
  assert.equal(isOver(tell(EMPTY, { type: "run_started" })), false);
  assert.equal(isOver(tell(EMPTY, { type: "answered", path: 0 })), true);
  assert.equal(isOver(tell(EMPTY, { type: "cancelled" })), true);
  assert.equal(isOver(tell(EMPTY, { type: "failed", code: "engine", message: "Sorry" })), true);
});
