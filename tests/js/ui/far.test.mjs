import assert from "node:assert/strict";
import { test } from "node:test";

import { aboutAsTallAs } from "fragaria/ui/far.js";

const height = (text) => Number(/^auto (\d+)px$/.exec(aboutAsTallAs(text).containIntrinsicBlockSize)[1]);

test("a longer text is taken to be taller, by its lines and by their length", () => {
  assert.ok(height("a") < height("a\nb"));
  assert.ok(height("a\nb") < height("word ".repeat(100)));
});

test("a text of a megabyte is looked at only where it begins", () => {
  const began = performance.now();
  assert.ok(height("x\n".repeat(500_000)) > 0);
  assert.ok(performance.now() - began < 100);
});
