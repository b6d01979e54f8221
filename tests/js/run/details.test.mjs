import assert from "node:assert/strict";
import { test } from "node:test";

import { detailsOf } from "fragaria/run/details.js";

const FACTS = {
  model: "small", others: [], mode: "fast", strategy: "single", verdict: "", status: "succeeded", asked_at: "2026-11-23T10:00:00Z",
  finished_at: "2026-11-23T10:00:03Z", waited: 0.01, first_word: 0.42, seconds: 2.5, paths: 1, steps: 1,
  tokens: { prompt: 1200, cached: 0, generated: 80 }, cost_micros: null,
};
const of = (changes = {}) => Object.fromEntries(detailsOf({ ...FACTS, ...changes }, "en-GB"));

test("a fast answer is told without what only thoughts have, and without what is not known", () => {
  const told = of({ first_word: null });
  assert.deepEqual([told.Model, told.Mode, told["Tokens read"], told["Tokens written"], told["Time taken"]], ["small", "Fast", "1,200", "80", "2.5 s"]);
  for (const name of ["Way of thinking", "Thought", "Verdict", "First word after", "Waited for its turn", "Cost"]) assert.ok(!(name in told), name);
});

test("a thought is told with its way, its paths and what helped", () => {
  const told = of({ mode: "think", strategy: "adaptive", verdict: "agreed", paths: 8, steps: 1, others: ["judge"], waited: 75 });
  assert.deepEqual([told.Thought, told.Verdict, told.Model], ["8 paths, 1 step", "Agreed by votes", "small, judge"]);
  assert.equal(told["Waited for its turn"], "1 min 15 s");
  assert.equal(of({ mode: "think", strategy: "toString" })["Way of thinking"], "toString");
});

test("a cost of a part of a cent still says something", () => {
  const cost = (micros) => of({ cost_micros: micros }).Cost;
  assert.deepEqual([cost(1234), cost(0), cost(6_000_000)].map((each) => each.replace("US", "")), ["$0.0012", "$0.00", "$6.00"]);
});

test("what came from the cache is told with what was read", () => {
  assert.equal(of({ tokens: { prompt: 1200, cached: 1000, generated: 1 } })["Tokens read"], "1,200, 1,000 of them from the cache");
});
