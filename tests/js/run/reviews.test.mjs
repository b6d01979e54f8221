import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { comparisons, origin } from "fragaria/run/reviews.js";
import { EMPTY, fold, tell } from "fragaria/run/state.js";

const log = JSON.parse(readFileSync(new URL("../../fixtures/log-v1-branches.json", import.meta.url), "utf8"));

test("a comparison names who was better, and whom each remark is about", () => {
  const event = { type: "reviewed", first: 0, second: 2, winner: 2, critique: "Short.", other: "", best: "A joke." };
  assert.deepEqual(comparisons(tell(EMPTY, event)), [
    { title: "Path 3 was better than path 1 in both orders", remarks: ["Path 1: Short.", "Worth taking over: A joke."] },
  ]);
});

test("where the orders disagree nobody was better", () => {
  assert.equal(comparisons(fold(log.entries))[0].title, "Path 2 and path 3: neither was better in both orders");
});

test("a branch says where it begins, a revision what it revises", () => {
  assert.equal(origin(fold(log.entries).paths[1]), "From path 1, after step 1");
  assert.equal(origin({ parent: 2, shared: 0 }), "Path 3 written anew");
  assert.equal(origin({ parent: null, shared: 0 }), "");
});
