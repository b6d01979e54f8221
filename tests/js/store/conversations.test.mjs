import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled } from "../page.mjs";

const store = await import("fragaria/store/conversations.js");
const { ARCHIVED, HISTORY, PINNED, conversations, inList, listOf, put } = store;

const item = (id, more = {}) => ({ id, title: id, updated_at: `2026-11-${10 + Number(id.slice(1))}T10:00:00Z`, ...more });
const fetched = globalThis.fetch;
const ids = (list) => inList(list).map(({ id }) => id);

beforeEach(() => {
  conversations.value = [];
  store.more.value = {};
});

test("each conversation stands in one list, those of projects that are pinned in two", () => {
  put([
    item("c1"),
    item("c2", { pinned: true }),
    item("c3", { archived: true, pinned: true, project: "p" }),
    item("c4", { project: "p" }),
    item("c5", { project: "p", pinned: true }),
  ]);
  assert.deepEqual(ids(HISTORY), ["c1"]);
  assert.deepEqual(ids(PINNED), ["c5", "c2"]);
  assert.deepEqual(ids(ARCHIVED), ["c3"]);
  assert.deepEqual(ids(listOf("p")), ["c5", "c4"]);
});

test("a temporary chat is in no list", () => {
  store.touchConversation(item("c1", { temporary: true }), true);
  assert.deepEqual(conversations.value, []);
});

test("a reading brings what is new and drops what is gone within its span, in every list", async () => {
  put([item("c1"), item("c2", { pinned: true }), item("c3"), item("c4", { project: "p" })]);
  requests["/api/conversations"] = { items: [item("c5"), item("c3")], pinned: [item("c1", { pinned: true })], next: "" };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY), ["c5", "c3"]);
  assert.deepEqual(ids(PINNED), ["c1"]);
  assert.deepEqual(ids(listOf("p")), ["c4"]);
});

test("what is older than the page that was read stays, and so does the way to even older ones", async () => {
  requests["/api/conversations"] = { items: [item("c8"), item("c7")], pinned: [], next: "before-c7" };
  await store.refreshConversations();
  requests["/api/conversations"] = { items: [item("c6"), item("c5")], next: "before-c5" };
  await store.loadOlder(HISTORY);
  requests["/api/conversations"] = { items: [item("c9"), item("c8")], pinned: [], next: "before-c8" };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY), ["c9", "c8", "c7", "c6", "c5"]);
  assert.equal(store.more.value[HISTORY], "before-c5");
});

test("each page goes on from where the server said that the one before it ends", async () => {
  const asked = [];
  const answers = [{ items: [item("c8")], pinned: [], next: "before-c8" }, { items: [item("c7")], next: "before-c7" }, { items: [], next: "" }];
  globalThis.fetch = async (url) => {
    asked.push(new URL(url, "http://localhost").searchParams.get("after"));
    return { ok: true, status: 200, json: async () => answers.shift() };
  };
  await store.refreshConversations();
  await store.loadOlder(HISTORY);
  await store.loadOlder(HISTORY);
  globalThis.fetch = fetched;
  assert.deepEqual(asked, [null, "before-c8", "before-c7"]);
  assert.equal(store.more.value[HISTORY], "");
});

test("an old conversation that was opened by its address does not hide those between", async () => {
  put([item("c1")]);
  requests["/api/conversations"] = { items: [item("c9")], pinned: [], next: "before-c9" };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY), ["c9", "c1"]);
  assert.equal(store.more.value[HISTORY], "before-c9");
});

test("where more came than a page holds, the way back begins behind that page", async () => {
  put([item("c1")]);
  store.more.value = { [HISTORY]: "" };
  requests["/api/conversations"] = { items: [item("c9"), item("c8")], pinned: [], next: "before-c8" };
  await store.refreshConversations();
  assert.equal(store.more.value[HISTORY], "before-c8");
});

test("what is as old as a page's last item may stand on the next page", async () => {
  put([item("c2", { updated_at: item("c1").updated_at })]);
  requests["/api/conversations"] = { items: [item("c3"), item("c1")], pinned: [], next: "before-c1" };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY).sort(), ["c1", "c2", "c3"]);
});

test("a list that is shown is read with the others until it is put away", async () => {
  requests["/api/conversations"] = { items: [item("c1", { archived: true })], next: "before-c1" };
  await store.show(ARCHIVED);
  assert.deepEqual(ids(ARCHIVED), ["c1"]);
  assert.equal(store.more.value[ARCHIVED], "before-c1");
  requests["/api/conversations"] = { items: [], next: "" };
  await store.show(ARCHIVED, false);
  await store.refreshConversations();
  assert.deepEqual(ids(ARCHIVED), ["c1"]);
});

test("a change is shown once the server has it, and not where it refuses", async () => {
  put([item("c1")]);
  await assert.rejects(store.changeConversation("c1", { pinned: true }));
  assert.deepEqual(ids(PINNED), []);
  requests["/api/conversations/c1"] = item("c1", { pinned: true, archived: false, project: null });
  await store.changeConversation("c1", { pinned: true });
  assert.deepEqual(ids(PINNED), ["c1"]);
});

test("a deleted conversation leaves the list", async () => {
  put([item("c1"), item("c2")]);
  requests["/api/conversations/c1"] = null;
  await store.deleteConversation("c1");
  await settled();
  assert.deepEqual(ids(HISTORY), ["c2"]);
  assert.equal(store.deleting.size, 0);
});
