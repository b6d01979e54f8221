import assert from "node:assert/strict";
import { test } from "node:test";

import { requests } from "../page.mjs";

const { closeSearch, lookFor, openSearch, search, searchOpen } = await import("fragaria/store/search.js");
const pause = (time = 260) => new Promise((resolve) => setTimeout(resolve, time).ref());

test("it looks once the person pauses, and keeps what was found while the next is looked for", async () => {
  requests["/api/search"] = { items: ["one"], more: false };
  lookFor("swal");
  assert.deepEqual([search.value.status, search.value.items], ["searching", []]);
  await pause();
  assert.deepEqual([search.value.status, search.value.items], ["done", ["one"]]);
  lookFor("swallows");
  assert.deepEqual([search.value.status, search.value.items], ["searching", ["one"]]);
});

test("an answer to what is not asked any more changes nothing", async () => {
  const answers = [];
  const fetch = globalThis.fetch;
  globalThis.fetch = () => new Promise((resolve) => answers.push((items) => resolve({ ok: true, status: 200, json: async () => ({ items, more: false }) })));
  lookFor("first");
  await pause();
  lookFor("second");
  await pause();
  answers[1](["second"]);
  answers[0](["first"]);
  await pause(20);
  assert.deepEqual(search.value.items, ["second"]);
  globalThis.fetch = fetch;
});

test("a search that fails says so, and without words nothing is looked for", async () => {
  delete requests["/api/search"];
  lookFor("x");
  await pause();
  assert.equal(search.value.status, "failed");
  lookFor("   ");
  assert.deepEqual([search.value.status, search.value.items], ["idle", []]);
});

test("it opens with the words of the last time", () => {
  lookFor("again");
  openSearch();
  assert.deepEqual([searchOpen.value, search.value.query], [true, "again"]);
  closeSearch();
  assert.equal(searchOpen.value, false);
});
