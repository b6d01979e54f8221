import assert from "node:assert/strict";
import { test } from "node:test";

import "../page.mjs";

const { leftOut } = await import("fragaria/text/counts.js");

test("what the model could not read any more is told in words", () => {
  assert.equal(leftOut(0), "");
  assert.equal(leftOut(1), "The model cannot read more at once: the first message of this conversation was left out.");
  assert.equal(leftOut(6), "The model cannot read more at once: the first 6 messages of this conversation were left out.");
});
