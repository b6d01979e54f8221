import assert from "node:assert/strict";
import { test } from "node:test";

import { EMPTY } from "fragaria/run/state.js";
import { isTree, markOf, why } from "fragaria/run/why.js";

const path = (id, more = {}) => ({
  id, parent: null, shared: 0, note: "", steps: [], draft: "", status: "finished", answer: "42", text: "42", weight: 1, reason: "", checks: [], ...more,
});
const scored = (score) => ({ text: "", tokens: 1, logprob: null, scores: [{ scorer: "judge", score, critique: "" }] });
const ended = (verdict, paths, more = {}) => ({ ...EMPTY, status: "answered", winner: 0, verdict, paths, ...more });
const vote = (answer, ...paths) => ({ answer, paths, weight: paths.length });
const reason = (state) => why(state).reason;

test("nobody was chosen before the end, and where the winner is not known", () => {
  assert.equal(why(EMPTY), null);
  assert.equal(why({ ...ended("agreed", [path(0)]), status: "running" }), null);
  assert.equal(why(ended("agreed", [path(1)])), null);
});

test("verified: the check that passed, and who else came to it", () => {
  const passed = (kind) => [path(0, { checks: [{ kind, outcome: "passed", evidence: "" }] }), path(1), path(2, { answer: "7" })];
  const votes = [vote("42", 0, 1), vote("7", 2)];
  assert.equal(reason(ended("verified", passed("math"))), "was chosen because its answer was calculated anew, and is right.");
  assert.match(reason(ended("verified", passed("code"))), /its program was run, and passed every example/);
  assert.match(reason(ended("verified", passed("of a later version"))), /an executed check of its answer has passed/);
  assert.deepEqual(why(ended("verified", passed("math"), { votes })).more, ["It had 2 of 3 paths that came to an answer."]);
  assert.deepEqual(why(ended("verified", passed("math"), { votes: [vote("42", 0, 1)] })).more, [
    "All 2 paths that came to an answer agree with it.",
  ]);
});

test("agreed: how many of how many", () => {
  const paths = [0, 1, 2].map((id) => path(id));
  const split = ended("agreed", paths, { votes: [vote("42", 0, 1), vote("7", 2)] });
  assert.equal(reason(split), "was chosen because it has most votes: 2 of 3 paths that came to an answer.");
  assert.match(reason(ended("agreed", paths, { votes: [vote("42", 0, 1, 2)] })), /all 3 paths that came to an answer agree/);
});

test("an answer of few paths with better steps is not said to have most votes", () => {
  const votes = [{ answer: "42", paths: [0], weight: 0.9 }, { answer: "7", paths: [1, 2], weight: 0.2 }];
  const paths = [0, 1, 2].map((id) => path(id));
  assert.match(reason(ended("unverified", paths, { votes })), /weighs most: 1 of 3 paths .* their steps were scored better/);
});

test("the best of those that agree is told with its score", () => {
  const paths = [path(0, { steps: [scored(0.9), scored(0.4)] }), path(1)];
  assert.match(why(ended("agreed", paths, { votes: [vote("42", 0, 1)] })).more[0], /scored best: 0\.60/);
  assert.equal(markOf(path(0)), null);
  const second = [path(0, { steps: [scored(0.5)] }), path(1, { steps: [scored(0.7)] })];
  assert.deepEqual(why(ended("agreed", second, { votes: [vote("42", 0, 1)] })).more, []);
});

test("reviewed: whom it beat, and what a revision is", () => {
  const review = (first, second, winner) => ({ first, second, winner, critique: "", other: "", best: "" });
  const paths = [path(0), path(1), path(2)];
  assert.match(reason(ended("reviewed", paths, { reviews: [review(0, 1, 0)] })), /better than path 2 in both orders/);
  assert.match(reason(ended("reviewed", paths, { reviews: [review(0, 1, 0), review(2, 0, 0)] })), /better than paths 2, 3/);
  assert.match(reason(ended("reviewed", paths)), /came out best when drafts were compared/);
  const anew = [path(0, { parent: 1, note: "Too long." }), path(1)];
  assert.match(reason(ended("reviewed", anew, { reviews: [review(1, 0, 0)] })), /path 2 written anew/);
});

test("refuted: the check comes first", () => {
  assert.match(reason(ended("refuted", [path(0)])), /a check speaks against every answer that was found/);
  assert.match(reason(ended("refuted", [path(0), path(1)], { votes: [vote("42", 0, 1)] })), /of these, all 2 paths/);
});

test("unverified: honest about why nothing better was known", () => {
  const say = (paths, more) => reason(ended("unverified", paths, more));
  assert.match(say([path(0, { answer: null })]), /it was the only path\./);
  assert.match(say([path(0), path(1, { status: "pruned" })], { votes: [vote("42", 0)] }), /the only path that came to an answer/);
  assert.match(say([path(0), path(1, { answer: "7" })], { votes: [vote("42", 0), vote("7", 1)] }), /no two paths agreed/);
  assert.match(say([path(0), path(1), path(2), path(3), path(4)], { votes: [vote("42", 0, 1), vote("7", 2), vote("8", 3), vote("9", 4)] }), /it has most votes: 2 of 5 paths/);
  assert.match(say([path(0, { answer: null }), path(1, { status: "pruned" })]), /the only path that came to an end/);
  assert.match(say([path(0, { answer: null, steps: [scored(0.8)] }), path(1)]), /no short answer to vote on.*0\.80/);
  assert.match(say([path(0, { answer: null }), path(1)]), /no short answer to vote on\./);
  assert.match(say([path(0, { status: "running" }), path(1, { status: "pruned" })]), /time was up/);
  assert.deepEqual(why(ended("unverified", [path(0), path(1, { status: "pruned" })])).more, ["Every other path was given up."]);
});

test("a verdict of a later version claims nothing", () => {
  assert.match(reason(ended("blessed", [path(0)])), /it was the only path/);
});

test("strategies that branch make a tree, flat ones do not, unless a path has a parent", () => {
  for (const strategy of ["beam", "dvts", "mcts", "revise"]) assert.ok(isTree({ ...EMPTY, strategy }));
  for (const strategy of ["single", "adaptive", "best_of_n", "review"]) assert.ok(!isTree({ ...EMPTY, strategy, paths: [path(0)] }));
  assert.ok(isTree({ ...EMPTY, strategy: "review", paths: [path(0), path(1, { parent: 0 })] }));
});
