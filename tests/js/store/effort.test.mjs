import assert from "node:assert/strict";
import { test } from "node:test";

import "../page.mjs";

const { chooseEffort, effort, preview } = await import("fragaria/store/effort.js");

const plus = { limits: { paths: 8, seconds: 20 } };
const free = { limits: { paths: 4, seconds: 20 } };

test("an effort says what it may take on this plan", () => {
  assert.equal(preview(plus, "light"), "up to 4 paths · at most 20 s");
  assert.equal(preview(plus, "standard"), "up to 8 paths · at most 20 s");
  assert.equal(preview(plus, "deep"), "up to 8 paths · with revisions · at most 20 s");
});

test("no effort goes beyond the plan", () => {
  assert.equal(preview(free, "light"), preview(free, "standard"));
  assert.equal(preview({ limits: { paths: 1, seconds: 20 } }, "standard"), "1 path · at most 20 s");
});

test("of an unknown plan nothing is said", () => {
  assert.equal(preview(undefined, "deep"), null);
  assert.equal(preview({}, "deep"), null);
});

test("an effort is kept for the next visit", () => {
  chooseEffort("deep");
  assert.equal(effort.value, "deep");
  assert.equal(JSON.parse(localStorage.getItem("fragaria:effort")), "deep");
  chooseEffort("standard");
});
