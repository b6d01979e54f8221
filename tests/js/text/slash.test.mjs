import assert from "node:assert/strict";
import { test } from "node:test";

import { matching, placeBefore, placeFrom, queryIn } from "fragaria/text/slash.js";

test("a slash looks for a prompt only where nothing else is written", () => {
  assert.deepEqual(["/", "/Sum", "/总结", "/a-b"].map(queryIn), ["", "sum", "总结", "a-b"]);
  for (const text of ["", "a /sum", " /sum", "/sum up", "/usr/bin", "//", "/sum\n", "1/2"]) assert.equal(queryIn(text), null, text);
});

test("names that begin with it come before those that only have it", () => {
  const prompts = ["resume", "sum", "summary", "other"].map((name) => ({ name }));
  assert.deepEqual(matching(prompts, "sum").map(({ name }) => name), ["sum", "summary", "resume"]);
  assert.equal(matching(prompts, "").length, 4);
  assert.deepEqual(matching(prompts, "nothing"), []);
});

test("one goes from place to place, and past the last one there is none", () => {
  const text = "From {language} to {other}: {text}";
  const [first, second] = [[5, 15], [19, 26]];
  assert.deepEqual(placeFrom(text, 0), first);
  assert.deepEqual(placeFrom(text, 15), second);
  assert.deepEqual(placeBefore(text, 19), first);
  assert.equal(placeFrom(text, text.length), null);
  assert.equal(placeBefore(text, 5), null);
});

test("empty braces, nested ones and those of several lines are no places", () => {
  for (const text of ["{}", "{\n}", "function () {\n  return 1;\n}", `{${"x".repeat(61)}}`]) assert.equal(placeFrom(text, 0), null, text);
  assert.deepEqual(placeFrom("{{a}}", 0), [1, 4]);
});
