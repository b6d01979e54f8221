import assert from "node:assert/strict";
import test from "node:test";

import { unnumbered } from "fragaria/text/steps.js";

test("a step loses the number that the model gave it", () => {
  assert.equal(unnumbered("1. 37×40=1480\n"), "37×40=1480");
  assert.equal(unnumbered("12) So it is."), "So it is.");
  assert.equal(unnumbered("Step 3: Add them."), "Add them.");
  assert.equal(unnumbered("37×48-19\n1. 37×40=1480"), "37×48-19\n37×40=1480");
});

test("a number that is part of the step stays", () => {
  assert.equal(unnumbered("1.5 is more than 1"), "1.5 is more than 1");
  assert.equal(unnumbered("37×48-19"), "37×48-19");
  assert.equal(unnumbered("2024 was a leap year"), "2024 was a leap year");
  assert.equal(unnumbered("1."), "1.");
});
