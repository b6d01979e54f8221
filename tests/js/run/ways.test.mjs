import assert from "node:assert/strict";
import { test } from "node:test";

import { waysToTry } from "fragaria/run/ways.js";

const mostOf = (effort) => (effort === "light" ? 4 : null);
const ways = (allowance) => waysToTry(allowance, mostOf).map(({ mode, effort }) => effort ?? mode);

test("a question can be tried again fast, or with any effort of the plan", () => {
  assert.deepEqual(ways({ think: { limit: null }, limits: { paths: 32, seconds: 120 } }), ["fast", "light", "standard", "deep"]);
});

test("where the plan has no more paths than the light effort, that is none of its own", () => {
  assert.deepEqual(ways({ think: { limit: 3 }, limits: { paths: 4, seconds: 20 } }), ["fast", "standard", "deep"]);
});

test("without thinking in the plan there is only Fast, and what is not known is left to the server", () => {
  assert.deepEqual(ways({ think: { limit: 0 }, limits: { paths: 1, seconds: 20 } }), ["fast"]);
  assert.deepEqual(ways(undefined), ["fast", "light", "standard", "deep"]);
});
