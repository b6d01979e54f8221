import assert from "node:assert/strict";
import { test } from "node:test";

import { dayName, dayOf, firstOfDays, inFull, timeOf } from "fragaria/text/days.js";

const now = new Date(2026, 10, 23, 15, 0);
const at = (...moment) => new Date(...moment).toISOString();

test("a day is called as people call it", () => {
  const name = (...moment) => dayName(at(...moment), now, "en-GB");
  assert.equal(name(2026, 10, 23, 0, 0), "Today");
  assert.equal(name(2026, 10, 22, 23, 59), "Yesterday");
  assert.match(name(2026, 10, 21), /^Saturday,? 21 November$/);
  assert.match(name(2025, 10, 23), /^Sunday,? 23 November 2025$/);
});

test("a time says its day where that is not today", () => {
  assert.equal(timeOf(at(2026, 10, 23, 9, 5), now, "en-GB"), "9:05");
  assert.equal(timeOf(at(2026, 10, 3, 14, 32), now, "en-GB"), "3 Nov, 14:32");
});

test("what is no moment has no name and no day", () => {
  for (const iso of ["", "soon", undefined]) {
    assert.deepEqual([dayOf(iso), dayName(iso), timeOf(iso), inFull(iso)], [null, "", "", ""]);
  }
});

test("days are told apart only in a conversation of several", () => {
  const message = (id, ...moment) => ({ id, created_at: at(...moment) });
  const [a, b, c, d] = [message("a", 2026, 10, 21, 10), message("b", 2026, 10, 21, 23), message("c", 2026, 10, 22, 0, 1), message("d", 2026, 10, 23)];
  assert.deepEqual([...firstOfDays([a, b, c, d])], ["a", "c", "d"]);
  assert.deepEqual([...firstOfDays([a, b])], []);
  assert.deepEqual([...firstOfDays([])], []);
  assert.deepEqual([...firstOfDays([a, { id: "x", created_at: "?" }, c])], ["a", "c"]);
});
