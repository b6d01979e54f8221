import assert from "node:assert/strict";
import { test } from "node:test";

import { readMeter } from "fragaria/store/meter.js";

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

test("an unused meter names no slot, and one without a cap no number", () => {
  assert.equal(read(0, 10).text, "10 of 10 left");
  assert.equal(read(500, null).text, "No limit");
  assert.equal(readMeter(undefined), null);
});
