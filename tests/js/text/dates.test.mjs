import assert from "node:assert/strict";
import { test } from "node:test";

import { date, day, groupByAge, moment } from "fragaria/text/dates.js";

const now = new Date(2026, 10, 23, 14, 0);
const at = (...parts) => new Date(2026, ...parts).toISOString();

test("conversations are grouped by the day they were last touched, in the reader's zone", () => {
  const items = [at(10, 23, 13), at(10, 23, 0, 0), at(10, 22, 23, 59), at(10, 16, 12), at(10, 15, 12), at(0, 1)];
  const groups = groupByAge(items.map((updated_at) => ({ updated_at })), now);
  assert.deepEqual(
    groups.map(({ label, items: inside }) => [label, inside.length]),
    [["Today", 2], ["Yesterday", 1], ["Previous 7 days", 1], ["Previous 30 days", 1], ["Older", 1]],
  );
});

test("groups without conversations are left out, and a broken date is old", () => {
  assert.deepEqual(groupByAge([], now), []);
  assert.equal(groupByAge([{ updated_at: "soon" }], now)[0].label, "Older");
});

test("a moment is as short as it is clear", () => {
  assert.equal(moment(at(10, 23, 14, 32), now, "en-GB"), "14:32");
  assert.match(moment(at(10, 24, 9, 10), now, "en-GB"), /^tomorrow 0?9:10$/);
  assert.match(moment(at(11, 3, 14, 32), now, "en-GB"), /^Thu,? 3 Dec, 14:32$/);
  assert.equal(moment("never", now), "");
});

test("a day has no time", () => {
  assert.equal(day(at(10, 29, 6, 49), "en-GB"), "29 Nov");
  assert.equal(day("never"), "");
});

test("a day of another year has its year", () => {
  const now = new Date(2026, 10, 26);
  assert.equal(date(new Date(2026, 10, 14, 12).toISOString(), now, "en-GB"), "14 Nov");
  assert.equal(date(new Date(2023, 10, 14, 12).toISOString(), now, "en-GB"), "14 Nov 2023");
  assert.equal(date("nonsense", now), "");
});
