import assert from "node:assert/strict";
import { test } from "node:test";

import { readBoth, readMeter } from "fragaria/store/meter.js";

const now = new Date(2026, 10, 23, 14, 0);
const slot = new Date(2026, 10, 23, 14, 32).toISOString();
const read = (used, limit) => readMeter({ used, limit, next_slot_at: slot }, now, "en-GB");

test("a meter says what is left and when more comes", () => {
  assert.deepEqual(read(3, 10), { text: "7 of 10 left · next slot 14:32", level: "plenty" });
});

test("it warns from 80 % on, and says when nothing is left", () => {
  assert.equal(read(7, 10).level, "plenty");
  assert.equal(read(8, 10).level, "low");
  assert.deepEqual(read(10, 10), { text: "0 of 10 left · next slot 14:32", level: "none" });
  assert.equal(read(12, 10).text, "0 of 10 left · next slot 14:32");
});

test("units on top of the plan are named, and then something is left", () => {
  const meter = { used: 10, limit: 10, credit: 3, next_slot_at: slot };
  assert.deepEqual(readMeter(meter, now, "en-GB"), { text: "0 of 10 left · 3 extra · next slot 14:32", level: "low" });
});

test("an unused meter names no slot, and one without a cap no number", () => {
  assert.equal(read(0, 10).text, "10 of 10 left");
  assert.equal(read(500, null).text, "No limit");
  assert.equal(readMeter(undefined), null);
});

const both = (fast, think) =>
  readBoth(
    { fast: { used: fast, limit: 10, next_slot_at: fast === 10 ? slot : null }, think: { used: think, limit: 3 } },
    now,
    "en-GB",
  );

test("for who lets the server choose it says what is left of both, and the fast ones set its tone", () => {
  assert.deepEqual(both(3, 1), { text: "7 fast · 2 thinking left", level: "plenty" });
  assert.deepEqual(both(8, 3), { text: "2 fast · 0 thinking left", level: "low" });
  assert.deepEqual(both(10, 5), { text: "0 fast · 0 thinking left · next slot 14:32", level: "none" });
});

test("two meters without a cap are one line, and none is none", () => {
  const free = { used: 3, limit: null };
  assert.equal(readBoth({ fast: free, think: free }).text, "No limit");
  assert.equal(readBoth({ fast: { used: 1, limit: 8 }, think: free }).text, "7 fast · unlimited thinking left");
  assert.equal(readBoth(null), null);
});
