import assert from "node:assert/strict";
import { test } from "node:test";

import { stacked } from "fragaria/dashboard/stacks.js";

test("what is above 0 grows up and what is below grows down, day by day", () => {
  assert.deepEqual(stacked([[1, 2], [3, -1], [-2, -4]]), [[1, 2], [4, -1], [-2, -5]]);
});

test("a day of which nothing is known stays unknown", () => {
  assert.deepEqual(stacked([[1, null], [2, null]]), [[1, null], [3, null]]);
});

test("nothing upon something ends where that ends", () => {
  assert.deepEqual(stacked([[5], [0], [1]]), [[5], [5], [6]]);
});
