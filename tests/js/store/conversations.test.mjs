import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled } from "../page.mjs";

const store = await import("fragaria/store/conversations.js");
const { ARCHIVED, HISTORY, PINNED, conversations, inList, listOf, put } = store;

const item = (id, more = {}) => ({ id, title: id, updated_at: `2026-11-${10 + Number(id.slice(1))}T10:00:00Z`, ...more });
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
  requests["/api/conversations"] = { items: [item("c5"), item("c3")], pinned: [item("c1", { pinned: true })], more: false };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY), ["c5", "c3"]);
  assert.deepEqual(ids(PINNED), ["c1"]);
  assert.deepEqual(ids(listOf("p")), ["c4"]);
});

test("what is older than the page that was read stays, and so does the way to even older ones", async () => {
  requests["/api/conversations"] = { items: [item("c1")], pinned: [], more: false };
  await store.loadOlder(HISTORY).catch(() => {});
  store.more.value = { [HISTORY]: false };
  requests["/api/conversations"] = { items: [item("c9"), item("c8")], pinned: [], more: true };
  await store.refreshConversations();
  assert.deepEqual(ids(HISTORY), ["c9", "c8", "c1"]);
  assert.equal(store.more.value[HISTORY], false);
});

test("a list that is shown is read with the others until it is put away", async () => {
  requests["/api/conversations"] = { items: [item("c1", { archived: true })], more: true };
  await store.show(ARCHIVED);
  assert.deepEqual(ids(ARCHIVED), ["c1"]);
  assert.equal(store.more.value[ARCHIVED], true);
  requests["/api/conversations"] = { items: [], more: false };
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
