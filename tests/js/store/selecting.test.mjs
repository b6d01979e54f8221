import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests } from "../page.mjs";

const { conversations, deleting, put } = await import("fragaria/store/conversations.js");
const { beginSelecting, changeChosen, chosenIds, toggleChosen } = await import("fragaria/store/selecting.js");

const item = (id) => ({ id, updated_at: "2026-11-10T10:00:00Z", archived: false, pinned: true, project: null });

beforeEach(() => {
  conversations.value = [];
  put([item("c1"), item("c2"), item("c3")]);
  beginSelecting();
  for (const id of ["c1", "c2", "c3", "c3"]) toggleChosen(id);
});

test("what the server did is shown, for those that were still there", async () => {
  requests["/api/conversations/many"] = { done: ["c1"] };
  await changeChosen("archive");
  assert.deepEqual(conversations.value.map(({ id, archived, pinned }) => [id, archived, pinned]), [
    ["c1", true, false],
    ["c2", false, true],
    ["c3", false, true],
  ]);
  assert.equal(chosenIds.value, null);
});

test("several are deleted, or moved", async () => {
  requests["/api/conversations/many"] = { done: ["c1", "c2"] };
  await changeChosen("move", "p1");
  assert.deepEqual(conversations.value.map(({ project }) => project), ["p1", "p1", null]);
  beginSelecting();
  toggleChosen("c1");
  requests["/api/conversations/many"] = { done: ["c1"] };
  await changeChosen("delete");
  assert.deepEqual(conversations.value.map(({ id }) => id), ["c2", "c3"]);
});

test("where it fails they stay chosen, to try again", async () => {
  delete requests["/api/conversations/many"];
  await assert.rejects(changeChosen("delete"));
  assert.deepEqual([...chosenIds.value], ["c1", "c2"]);
  assert.equal(conversations.value.length, 3);
  assert.equal(deleting.size, 0);
});
