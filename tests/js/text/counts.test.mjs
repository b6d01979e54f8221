import assert from "node:assert/strict";
import { test } from "node:test";

import { duration } from "fragaria/text/counts.js";

test("a duration shows tenths below ten seconds and minutes above sixty", () => {
  const cases = [[0.84, "0.8 s"], [3, "3 s"], [9.97, "10 s"], [14.2, "14 s"], [59.7, "1 min 0 s"], [125, "2 min 5 s"]];
  for (const [seconds, text] of cases) assert.equal(duration(seconds), text);
});
