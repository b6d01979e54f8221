import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { EMPTY, fold } from "fragaria/run/state.js";
import { hasEnded, statusOf } from "fragaria/run/status.js";
import { liveLine, pastLine } from "fragaria/run/summary.js";

const log = JSON.parse(readFileSync(new URL("../../fixtures/log-v1.json", import.meta.url), "utf8"));
const ended = fold(log.entries);
const midway = fold(log.entries.slice(0, 14));
const stored = { status: "succeeded", seconds: 14.2, paths: 8, verdict: "agreed" };

test("the live line counts what is there and promises nothing", () => {
  assert.equal(liveLine(EMPTY), "Waiting for its turn");
  assert.equal(liveLine({ ...EMPTY, status: "running" }), "Thinking");
  assert.equal(liveLine(midway), "Thinking · 0 of 3 paths done · 18 tokens");
});

test("a finished thought is one line", () => {
  assert.equal(pastLine(stored, null), "Thought for 14 s · 8 paths · agreed by votes");
  assert.equal(pastLine({ ...stored, verdict: "unverified", paths: 1 }, null), "Thought for 14 s · 1 path · unverified");
});

test("what was followed live counts more than what was planned", () => {
  assert.equal(pastLine({ ...stored, seconds: null, paths: 32 }, ended), "Thought for 3.3 s · 4 paths · agreed by votes");
});

test("a stopped or failed thought claims no verdict", () => {
  assert.equal(pastLine({ ...stored, status: "cancelled" }, null), "Stopped after 14 s");
  assert.equal(pastLine({ status: "failed", seconds: 0.02, paths: 8, verdict: "" }, EMPTY), "Failed");
  assert.equal(pastLine({ ...stored, status: "failed" }, ended), "Failed after 14 s · 4 paths");
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
