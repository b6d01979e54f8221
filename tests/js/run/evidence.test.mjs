import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { findings, proofOf, scoreOf } from "fragaria/run/evidence.js";
import { EMPTY, fold } from "fragaria/run/state.js";

const log = JSON.parse(readFileSync(new URL("../../fixtures/log-v1.json", import.meta.url), "utf8"));
const ended = fold(log.entries);

test("a step is as good as its lowest score, and every critique is told", () => {
  const scores = [
    { scorer: "likelihood", score: 0.9, critique: "" },
    { scorer: "arithmetic", score: 0.1, critique: "23*4 is 92, not 82" },
  ];
  assert.deepEqual(scoreOf({ scores }), {
    score: 0.1, band: "poor", scorers: "likelihood, arithmetic", critiques: ["23*4 is 92, not 82"],
  });
  assert.equal(scoreOf({ scores: [] }), null);
  assert.deepEqual([1, 0.8, 0.79, 0.5, 0.49].map((score) => scoreOf({ scores: [{ score }] }).band), [
    "good", "good", "fair", "fair", "poor",
  ]);
});

test("a strange score stays within its bounds", () => {
  assert.equal(scoreOf({ scores: [{ score: 7 }] }).score, 1);
  assert.equal(scoreOf({ scores: [{ score: -7 }] }).score, 0);
});

test("the proof of an answer is what its own path has passed", () => {
  assert.deepEqual(proofOf(ended), [
    { outcome: "passed", title: "Checked by calculating", evidence: "37*48 - 19 = 1757" },
  ]);
  assert.deepEqual(proofOf({ ...ended, winner: 3 }), []);
  assert.deepEqual(proofOf(EMPTY), []);
});

test("a check that found nothing out says nothing, a strange one claims nothing", () => {
  const checks = ["unknown", "toString", "failed"].map((outcome) => ({ kind: "math", outcome, evidence: "e" }));
  assert.deepEqual(findings({ checks }).map((finding) => finding.title), ["A calculation says otherwise"]);
});
