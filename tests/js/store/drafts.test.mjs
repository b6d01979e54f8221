import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { claimDrafts, clientIdFor, draftOf, dropAllDrafts, dropDraft, followDrafts, keepDraft } from "fragaria/store/drafts.js";
import { load, save } from "fragaria/store/storage.js";

import { Storage } from "../storage.mjs";

const ask = { conversation: "c1", parent: "m1", text: "Why?", mode: "fast" };

let heard = null;
globalThis.addEventListener = (_, listener) => {
  heard = listener;
};

// What a tab keeps for itself; all share the rest.
const tab = () => {
  const own = new Storage();
  return (does) => {
    globalThis.sessionStorage = own;
    return does();
  };
};

beforeEach(() => {
  globalThis.localStorage = new Storage();
  globalThis.sessionStorage = new Storage();
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
  delete globalThis.sessionStorage;
  keepDraft("c1", "x");
  dropAllDrafts();
  assert.equal(draftOf("c1"), "");
  assert.equal(clientIdFor(ask, "id"), "id");
});

test("storage with something else in it is passed over", () => {
  localStorage.setItem("fragaria:draft:c1", "{");
  assert.equal(draftOf("c1"), "");
});

test("a tab in which nothing was typed has what the last one typed, and one that typed keeps its own", () => {
  const [one, two, three] = [tab(), tab(), tab()];
  one(() => keepDraft("c1", "from one"));
  assert.equal(two(() => draftOf("c1")), "from one");
  two(() => keepDraft("c1", "from two"));
  assert.equal(one(() => draftOf("c1")), "from one");
  assert.equal(three(() => draftOf("c1")), "from two");
});

test("sending in one tab leaves what another has typed since", () => {
  const [one, two, three] = [tab(), tab(), tab()];
  one(() => keepDraft("c1", "from one"));
  two(() => keepDraft("c1", "from two"));
  one(() => dropDraft("c1"));
  assert.deepEqual([one, two, three].map((each) => each(() => draftOf("c1"))), ["from two", "from two", "from two"]);
});

test("a tab hears what others type, and keeps its own for all when they have done with theirs", () => {
  const [one, two, three] = [tab(), tab(), tab()];
  const told = [];
  one(() => keepDraft("c1", "from one"));
  two(() => keepDraft("c1", "from two"));
  followDrafts(() => "c1", (conversation) => told.push([conversation, draftOf(conversation)]));
  one(() => heard({ key: "fragaria:draft:c2" }));
  one(() => heard({ key: "fragaria:draft:c1" }));
  two(() => dropDraft("c1"));
  one(() => heard({ key: "fragaria:draft:c1" }));
  assert.deepEqual(told, [["c1", "from one"], ["c1", "from one"]]);
  assert.equal(three(() => draftOf("c1")), "from one");
});

test("a tab's own draft does not outlive its person either", () => {
  const one = tab();
  one(() => {
    claimDrafts("a@example.org");
    keepDraft("c1", "secret");
  });
  tab()(() => claimDrafts("b@example.org"));
  assert.equal(one(() => (claimDrafts("b@example.org"), draftOf("c1"))), "");
});

test("what waits in a queue goes with the drafts", () => {
  save("draft:queue:c1", { items: [] });
  dropAllDrafts();
  assert.equal(load("draft:queue:c1"), null);
});
