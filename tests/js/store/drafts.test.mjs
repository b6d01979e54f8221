import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { claimDrafts, clientIdFor, draftOf, dropAllDrafts, dropDraft, keepDraft } from "fragaria/store/drafts.js";
import { load, save } from "fragaria/store/storage.js";

import { Storage } from "../storage.mjs";

const ask = { conversation: "c1", parent: "m1", text: "Why?", mode: "fast" };

beforeEach(() => {
  globalThis.localStorage = new Storage();
});

test("each conversation has its own draft, and a new one too", () => {
  keepDraft(null, "new");
  keepDraft("c1", "one");
  assert.deepEqual([draftOf(null), draftOf("c1"), draftOf("c2")], ["new", "one", ""]);
  dropDraft("c1");
  keepDraft(null, "");
  assert.deepEqual(Object.keys(localStorage), []);
});

test("the same question after a reload goes out under the same id", () => {
  assert.equal(clientIdFor(ask, "first-id"), "first-id");
  assert.equal(clientIdFor({ ...ask }, "second-id"), "first-id");
});

test("another text, mode or parent is another question", () => {
  for (const change of [{ text: "How?" }, { mode: "think" }, { parent: "m2" }]) {
    clientIdFor(ask, "first-id");
    assert.equal(clientIdFor({ ...ask, ...change }, "second-id"), "second-id");
  }
});

test("typing the same text again after it was accepted is a new question", () => {
  clientIdFor(ask, "first-id");
  dropDraft("c1");
  assert.equal(clientIdFor(ask, "second-id"), "second-id");
});

test("another person at the same browser sees no draft of the first", () => {
  claimDrafts("a@example.org");
  keepDraft("c1", "secret");
  claimDrafts("a@example.org");
  assert.equal(draftOf("c1"), "secret");
  claimDrafts("b@example.org");
  assert.equal(draftOf("c1"), "");
});

test("signing out takes the drafts and leaves the theme", () => {
  save("theme", "dark");
  keepDraft("c1", "secret");
  dropAllDrafts();
  assert.equal(draftOf("c1"), "");
  assert.equal(load("theme"), "dark");
});

test("without storage nothing is kept and nothing breaks", () => {
  delete globalThis.localStorage;
  keepDraft("c1", "x");
  dropAllDrafts();
  assert.equal(draftOf("c1"), "");
  assert.equal(clientIdFor(ask, "id"), "id");
});

test("storage with something else in it is passed over", () => {
  localStorage.setItem("fragaria:draft:c1", "{");
  assert.equal(draftOf("c1"), "");
});
