import assert from "node:assert/strict";
import { test } from "node:test";

import { exhausted, explain, hasLeft } from "fragaria/store/refusals.js";

const now = new Date(2026, 10, 23, 14, 0);
const at = (day, hour, minute) => new Date(2026, 10, day, hour, minute).toISOString();
const urls = { pricing: "/pricing/", billing: "/settings/billing/" };
const full = { used: 50, limit: 50, credit: 0, next_slot_at: at(23, 14, 32) };
const free = { used: 1, limit: 80, credit: 0, next_slot_at: null };
const plan = { fast: free, think: full, upgrade: true };
const refused = (code, mode = "think", resetAt = null) => ({ code, message: `${code}.`, resetAt, ask: { mode, typed: true } });
const told = (refusal, allowance = plan, where = urls) => explain(refusal, { allowance, urls: where }, now, "en-GB");

test("a used up thinking allowance names the exact moment, Fast as a way on, and a larger plan", () => {
  assert.deepEqual(told(refused("no_allowance", "think", at(23, 14, 32))), {
    title: "Limit reached",
    text: "no_allowance.",
    reset: "Free again at 14:32",
    useFast: true,
    upgrade: "/pricing/",
    billing: null,
  });
});

test("a moment on another day is told with its day", () => {
  assert.equal(told(refused("no_allowance", "think", at(24, 9, 10))).reset, "Free again tomorrow 9:10");
  assert.match(told(refused("no_allowance", "think", at(27, 9, 10))).reset, /^Free again Fri,? 27 Nov, 9:10$/);
});

test("Fast is no way on where it is used up too, or was what was asked", () => {
  assert.equal(told(refused("no_allowance"), { ...plan, fast: full }).useFast, false);
  assert.equal(told(refused("no_allowance", "fast")).useFast, false);
  assert.equal(told(refused("no_allowance"), { ...plan, fast: { ...full, credit: 2 } }).useFast, true);
});

test("no larger plan is named where there is none, or where nothing is sold", () => {
  assert.equal(told(refused("no_allowance"), { ...plan, upgrade: false }).upgrade, null);
  assert.equal(told(refused("no_allowance"), plan, { pricing: null }).upgrade, null);
  assert.equal(told(refused("no_allowance"), null).upgrade, null);
});

test("each other refusal has words and ways of its own", () => {
  const ways = (code, mode, resetAt) => {
    const { title, reset, useFast, upgrade, billing } = told(refused(code, mode, resetAt));
    return [title, reset, useFast, upgrade, billing];
  };
  assert.deepEqual(ways("too_many_running"), ["Another answer is still being made", "", true, null, null]);
  assert.deepEqual(ways("no_seat"), ["No seat in this team", "", false, null, null]);
  assert.deepEqual(ways("suspended"), ["This account is on hold", "", false, null, "/settings/billing/"]);
  assert.deepEqual(ways("spend_ceiling", "fast", at(24, 1, 0)), [
    "The limit for today is reached", "Answers go on tomorrow 1:00", false, null, null,
  ]);
});

test("a complaint that is no refusal keeps the server's words, and one without words says something", () => {
  assert.deepEqual([told(refused("busy")).title, told(refused("busy")).text], ["", "busy."]);
  assert.equal(told(refused("toString")).title, "");
  assert.equal(told({ code: "x", ask: { mode: "fast" } }).text, "The question was not accepted.");
});

const shown = (mode, allowance = plan) => exhausted(mode, { allowance, urls }, now, "en-GB");

test("a mode that has nothing left says so before anything is asked", () => {
  assert.deepEqual(shown("think"), {
    text: "No thinking answers left: free again at 14:32.", useFast: true, upgrade: "/pricing/",
  });
  assert.equal(shown("fast"), null);
  assert.equal(shown("auto"), null);
  assert.equal(shown("auto", { ...plan, fast: full }).text, "No fast messages left: free again at 14:32.");
  assert.equal(shown("think", null), null);
});

test("units on top of the plan are something left, and a plan without any says so", () => {
  assert.equal(hasLeft({ ...full, credit: 1 }), true);
  assert.equal(shown("think", { ...plan, think: { ...full, credit: 1 } }), null);
  assert.equal(shown("think", { ...plan, think: { used: 0, limit: 0, credit: 0 } }).text, "Your plan has no thinking answers.");
});

test("a model that the plan does not have leads to a larger plan, one that is gone does not", () => {
  const { upgrade, useFast, text } = told(refused("model_not_in_plan"));
  assert.deepEqual([upgrade, useFast, text], ["/pricing/", false, "model_not_in_plan."]);
  assert.equal(told(refused("unknown_model")).upgrade, null);
});
