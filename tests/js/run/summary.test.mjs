import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { EMPTY, fold } from "fragaria/run/state.js";
import { hasEnded, statusOf } from "fragaria/run/status.js";
import { liveLine, liveTitle, pastLine, progress, titleOf, verdictOf } from "fragaria/run/summary.js";

const log = JSON.parse(readFileSync(new URL("../../fixtures/log-v1.json", import.meta.url), "utf8"));
const ended = fold(log.entries);
const midway = fold(log.entries.slice(0, 14));
const stored = { status: "succeeded", seconds: 14.2, paths: 8, verdict: "agreed" };

test("the live line counts what is there and promises nothing", () => {
  assert.equal(liveLine(EMPTY), "Waiting for its turn");
  assert.equal(liveLine({ ...EMPTY, status: "running" }), "Thinking");
  assert.equal(liveLine(midway), "Thinking · 0 of 3 paths done · 18 of 6,000 tokens");
});

test("the budget is used as far as what is nearer to its end", () => {
  assert.equal(progress(EMPTY).used, 0);
  const budget = { tokens: 100, seconds: 20 };
  const at = (generated, seconds) => progress({ ...EMPTY, budget, usage: { generated }, seconds }).used;
  assert.deepEqual([at(50, 5), at(10, 15), at(300, 1)], [0.5, 0.75, 1]);
  assert.equal(liveLine(midway, { brief: true }), "Thinking · 0 of 3 paths done");
});

test("a finished thought is one line", () => {
  assert.equal(pastLine(stored, null), "Thought for 14 s · 8 paths");
  assert.equal(pastLine({ ...stored, paths: 1 }, null), "Thought for 14 s · 1 path");
  assert.equal(verdictOf(stored, null), "agreed by votes");
  assert.equal(verdictOf({ status: "succeeded", verdict: "" }, { verdict: "verified" }), "verified");
});

test("what was followed live counts more than what was planned", () => {
  assert.equal(pastLine({ ...stored, seconds: null, paths: 32 }, ended), "Thought for 3.3 s · 4 paths");
});

test("a stopped or failed thought claims no verdict", () => {
  assert.equal(pastLine({ ...stored, status: "cancelled" }, null), "Stopped after 14 s");
  assert.equal(pastLine({ status: "failed", seconds: 0.02, paths: 8, verdict: "" }, EMPTY), "Failed");
  assert.equal(pastLine({ ...stored, status: "failed" }, ended), "Failed after 14 s · 4 paths");
  assert.equal(verdictOf({ ...stored, status: "failed" }, ended), "");
});

test("the title is the latest whole step of the path that has come furthest, not what is being written", () => {
  assert.equal(liveTitle(EMPTY), "");
  assert.equal(liveTitle(midway), "37*48 = 1776");
  const drafting = { ...midway, paths: midway.paths.map((path) => ({ ...path, draft: "And then" })) };
  assert.equal(liveTitle(drafting), liveTitle(midway));
});

test("a step is called by its heading or first sentence, without marks and not for ever", () => {
  assert.equal(titleOf("2. **Find the remainder**\nIt is 3."), "Find the remainder");
  assert.equal(titleOf("Step 1: Half of 0.5 litres is 0.25. Then more."), "Half of 0.5 litres is 0.25");
  assert.equal(titleOf("先把两边平方。然后解方程。"), "先把两边平方");
  assert.equal(titleOf("x".repeat(200)).length, 64);
  assert.equal(titleOf(""), "");
});

test("live events move a run on, and its stored end is final", () => {
  assert.equal(statusOf({ status: "queued" }, null), "queued");
  assert.equal(statusOf({ status: "queued" }, midway), "running");
  assert.equal(statusOf({ status: "running" }, ended), "succeeded");
  assert.equal(statusOf({ status: "failed" }, midway), "failed");
  assert.equal(statusOf(null, null), "succeeded");
  assert.equal(hasEnded({ status: "running" }), false);
  assert.equal(hasEnded(null), true);
});
