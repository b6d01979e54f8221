import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { EMPTY, fold, tell } from "fragaria/run/state.js";
import { moved, treeOf, visible } from "fragaria/run/tree.js";

const log = JSON.parse(readFileSync(new URL("../../fixtures/log-v1-branches.json", import.meta.url), "utf8"));
const EVENTS = [
  { type: "path_started", path: 0 },
  { type: "step_finished", path: 0, step: 0, text: "1. a" },
  { type: "step_finished", path: 0, step: 1, text: "2. b" },
  { type: "path_started", path: 1, parent: 0, step: 1 },
  { type: "step_finished", path: 1, step: 1, text: "2. c" },
  { type: "path_started", path: 2, parent: 1, step: 2 },
  { type: "step_finished", path: 2, step: 2, text: "3. d" },
  { type: "path_pruned", path: 0, reason: "others are better" },
  { type: "path_finished", path: 2, answer: "9", text: "9" },
  { type: "answered", path: 2, verdict: "unverified" },
];
const state = EVENTS.reduce(tell, EMPTY);
const drawn = (nodes) => nodes.map((node) => [node.key, ...drawn(node.children)]);

test("shared steps stand in the tree once, and every path ends in a leaf", () => {
  assert.deepEqual(drawn(treeOf(state)), [["0.0", ["0.1", ["0"]], ["1.1", ["1"], ["2.2", ["2"]]]]]);
});

test("a step is visited by all paths that go through it, and lies on the winner's line if one of them won", () => {
  const [root] = treeOf(state);
  assert.deepEqual([root.paths, root.won, root.pruned], [3, true, false]);
  const [given, kept] = root.children;
  assert.deepEqual([given.paths, given.won, given.pruned], [1, false, true]);
  assert.deepEqual([kept.paths, kept.won, kept.text], [2, true, "c"]);
});

test("a path whose parent is not known, or that is its own, begins at the root", () => {
  const drawnLog = drawn(treeOf(fold(log.entries)));
  assert.deepEqual(drawnLog.map(([key]) => key), ["0.0", "2"]);
  const odd = { ...EMPTY, paths: [{ ...state.paths[1], parent: 1, shared: 1 }] };
  assert.doesNotThrow(() => treeOf(odd));
});

test("the keys move as in the ARIA tree pattern", () => {
  const roots = treeOf(state);
  const all = visible(roots, new Set()).map(({ node }) => node.key);
  assert.deepEqual(all, ["0.0", "0.1", "0", "1.1", "1", "2.2", "2"]);
  const at = (current, key, closed = new Set(), forward) => moved(roots, { current, closed }, key, forward);
  assert.equal(at("0.0", "ArrowDown").current, "0.1");
  assert.equal(at("0.1", "ArrowUp").current, "0.0");
  assert.equal(at("0.0", "ArrowUp"), null);
  assert.equal(at("1", "Home").current, "0.0");
  assert.equal(at("1", "End").current, "2");
  assert.equal(at("1", "ArrowLeft").current, "1.1");
  assert.equal(at("1.1", "ArrowRight").current, "1");
  assert.equal(at("2", "ArrowRight"), null);
  const closed = at("1.1", "ArrowLeft");
  assert.deepEqual([...closed.closed], ["1.1"]);
  assert.equal(at("1.1", "ArrowDown", closed.closed), null);
  assert.deepEqual([...at("1.1", "ArrowRight", closed.closed).closed], []);
  assert.equal(at("1.1", "ArrowLeft", new Set(), "ArrowLeft").current, "1");
  assert.equal(at("1.1", "a"), null);
  assert.equal(moved([], { current: null, closed: new Set() }, "ArrowDown"), null);
});
