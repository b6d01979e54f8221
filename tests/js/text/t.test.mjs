import assert from "node:assert/strict";
import { test } from "node:test";

import { t, tn } from "fragaria/text/t.js";

test("a text without a translation is itself, with its values filled in", () => {
  assert.equal(t("Thought for {time}", { time: "3 s" }), "Thought for 3 s");
  assert.equal(t("{unknown} stays"), "{unknown} stays");
});

test("a value that looks like a place is not filled again", () => {
  assert.equal(t("{a} and {b}", { a: "{b}", b: "2" }), "{b} and 2");
});

test("one and many are told apart", () => {
  assert.equal(tn("{n} path", "{n} paths", 1), "1 path");
  assert.equal(tn("{n} path", "{n} paths", 8), "8 paths");
});
