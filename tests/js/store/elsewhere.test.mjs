import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { deleting } = await import("fragaria/store/conversations.js");
const { draftOf, keepDraft } = await import("fragaria/store/drafts.js");
const { receiveElsewhere } = await import("fragaria/store/elsewhere.js");
const { takeDraftAlong } = await import("fragaria/store/rescuing.js");
const { openConversation, openNew, thread } = await import("fragaria/store/thread.js");

asking.startDrafts();
live.onFrame = (frame) => {
  receive(frame);
  receiveElsewhere(frame);
};
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });
globalThis.matchMedia = () => ({ matches: true });

beforeEach(async () => {
  openNew();
  keepDraft(null, "");
  requests["/api/conversations/c1"] = { id: "c1", title: "One", messages: [] };
  await openConversation("c1");
  asking.editDraft("half a question");
});

test("what another page deleted is said to be gone, and what was typed stays", () => {
  socket.says({ type: "changed", deleted: ["c0", "c1"] });
  assert.equal(thread.value.status, "deleted");
  assert.equal(asking.draft.value, "half a question");
  assert.equal(asking.canSend.value, false);
});

test("what this page deletes itself, and other conversations, are no news", () => {
  deleting.add("c1");
  socket.says({ type: "changed", deleted: ["c1"] });
  deleting.delete("c1");
  socket.says({ type: "changed", deleted: ["c2"] });
  assert.equal(thread.value.status, "ready");
});

test("a question to what was deleted a moment ago finds it out and keeps the text", async () => {
  asking.submit();
  const { client_id: ref } = socket.sent.findLast(({ type }) => type === "send");
  delete requests["/api/conversations/c1"];
  socket.says({ type: "error", code: "not_found", message: "This conversation does not exist.", ref });
  await settled();
  assert.equal(thread.value.status, "deleted");
  assert.equal(asking.draft.value, "half a question");
});

test("an address that leads nowhere is another thing than a conversation that was deleted", async () => {
  await openConversation("c9");
  assert.equal(thread.value.status, "missing");
});

test("the text goes along to a new chat, behind what stands there", () => {
  keepDraft(null, "begun before");
  socket.says({ type: "changed", deleted: ["c1"] });
  takeDraftAlong();
  assert.equal(thread.value.id, null);
  assert.equal(asking.draft.value, "begun before\n\nhalf a question");
  assert.equal(draftOf("c1"), "");
});
