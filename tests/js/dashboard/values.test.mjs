import assert from "node:assert/strict";
import { test } from "node:test";

import { short, told } from "fragaria/dashboard/values.js";

test("values are written in full with their unit, and a dash where there is none", () => {
  assert.equal(told(null, "usd"), "–");
  assert.equal(told(1234.5, "usd"), "$1,234.5");
  assert.equal(told(0.0123, "usd"), "$0.0123");
  assert.equal(told(0.0123, "cents"), "1.23 ¢");
  assert.equal(told(12.345, "percent"), "12.3 %");
  assert.equal(told(0.25, "seconds"), "0.25 s");
  assert.equal(told(1234, "count"), "1,234");
});

test("along an axis they are short", () => {
  assert.equal(short(12_345, "usd"), "$12.3K");
  assert.equal(short(-20, "usd"), "-$20");
  assert.equal(short(1_200_000, "count"), "1.2M");
  assert.equal(short(50, "percent"), "50 %");
});
