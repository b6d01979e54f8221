import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { conversations } = await import("fragaria/store/conversations.js");
const { stateOf } = await import("fragaria/store/runs.js");
const { notice } = await import("fragaria/store/status.js");
const { activeRun, openConversation, openNew, shown, thread } = await import("fragaria/store/thread.js");

asking.startDrafts();
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const C1 = { id: "c1", title: "Sums", updated_at: "2026-11-23T10:00:00Z" };
const question = { id: "q1", parent: null, role: "user", text: "2+2", created_at: "2026-11-23T10:00:00Z", run: null };
const answer = (status, text = "") => ({
  id: "a1", parent: "q1", role: "assistant", text, created_at: "2026-11-23T10:00:01Z",
  run: { id: "r1", status, mode: "fast", attempt: 0, paths: 1, seconds: 0, verdict: "", error: "", message: "" },
});
const accept = (clientId) =>
  socket.says({ type: "accepted", client_id: clientId, conversation: C1, question, answer: answer("queued") });
const lastSent = (type) => socket.sent.filter((frame) => frame.type === type).at(-1);

function ask(text) {
  asking.editDraft(text);
  asking.submit();
  return lastSent("send").client_id;
}

beforeEach(() => {
  requests["/api/conversations"] = { items: [], next: "" };
  live.forget("r1");
  openNew();
  asking.outgoing.value = new Map();
  asking.editDraft("");
  asking.refusal.value = null;
  notice.value = null;
  socket.sent.length = 0;
});

test("an accepted question opens its conversation, drops the draft and is watched", () => {
  accept(ask("2+2"));
  assert.equal(thread.value.id, "c1");
  assert.equal(location.pathname, "/chat/c1/");
  assert.equal(asking.draft.value, "");
  assert.deepEqual(shown.value.map(({ id }) => id), ["q1", "a1"]);
  assert.equal(lastSent("watch").run, "r1");
  assert.equal(activeRun.value.id, "r1");
});

test("while a question is on its way it cannot be sent twice", () => {
  const id = ask("2+2");
  asking.submit();
  assert.equal(socket.sent.filter((frame) => frame.type === "send").length, 1);
  accept(id);
  assert.equal(asking.isSending.value, false);
});

test("a question of another tab goes to the sidebar and to the conversation if it is open", () => {
  accept("another-tab");
  assert.equal(thread.value.id, null);
  assert.equal(conversations.value[0].running, true);
  thread.value = { ...thread.value, id: "c1" };
  accept("another-tab");
  assert.deepEqual(shown.value.map(({ id }) => id), ["q1", "a1"]);
});

test("a refused question keeps its draft and can go as a fast one", () => {
  asking.chooseMode("think");
  const id = ask("2+2");
  socket.says({ type: "refused", client_id: id, code: "no_allowance", message: "Used up.", reset_at: null });
  assert.equal(asking.draft.value, "2+2");
  assert.equal(asking.refusal.value.message, "Used up.");
  asking.sendAsFast();
  assert.deepEqual([lastSent("send").mode, lastSent("send").text], ["fast", "2+2"]);
  assert.notEqual(lastSent("send").client_id, id);
  assert.equal(asking.refusal.value, null);
});

test("an error that names a question is told like a refusal, any other as a notice", () => {
  const id = ask("2+2");
  socket.says({ type: "error", code: "busy", message: "Busy.", ref: id });
  assert.equal(asking.refusal.value.message, "Busy.");
  assert.equal(notice.value, null);
  socket.says({ type: "error", code: "internal", message: "Sorry.", ref: null });
  assert.equal(notice.value, "Sorry.");
});

test("events are shown at the next frame, and done replaces them with the stored answer", async () => {
  accept(ask("2+2"));
  const entries = [
    { a: 1, s: 1, at: 0, e: { type: "run_started", strategy: "single", model: "m" } },
    { a: 1, s: 2, at: 0, e: { type: "answer_delta", text: "4" } },
  ];
  socket.says({ type: "events", run: "r1", entries });
  socket.says({ type: "events", run: "r1", entries });
  await settled();
  assert.equal(stateOf("r1").value.answer, "4");
  requests["/api/conversations"] = { items: [{ ...C1, running: false }], next: "" };
  socket.says({ type: "done", run: "r1", answer: answer("succeeded", "4.") });
  await settled();
  assert.equal(shown.value.at(-1).text, "4.");
  assert.equal(activeRun.value, null);
  assert.equal(live.isWatching("r1"), false);
  assert.equal(conversations.value[0].running, false);
});

test("a reset forgets what the old attempt said", async () => {
  const said = (a, s, text) => ({ a, s, at: 0, e: { type: "answer_delta", text } });
  socket.says({ type: "events", run: "r2", entries: [said(1, 1, "old"), said(1, 2, " words")] });
  socket.says({ type: "reset", run: "r2", attempt: 2 });
  socket.says({ type: "events", run: "r2", entries: [said(1, 3, " late"), said(2, 1, "new")] });
  await settled();
  assert.equal(stateOf("r2").value.answer, "new");
});

test("a run that the server does not know is given up for what is stored", async () => {
  accept(ask("2+2"));
  requests["/api/conversations/c1"] = { id: "c1", title: "Sums", messages: [question, answer("failed")] };
  socket.says({ type: "error", code: "not_found", message: "Gone.", ref: "r1" });
  await settled();
  assert.equal(live.isWatching("r1"), false);
  assert.equal(shown.value.at(-1).run.status, "failed");
});

test("an answer asked again stands beside the first, under the same parent", () => {
  accept(ask("2+2"));
  socket.says({ type: "done", run: "r1", answer: answer("failed") });
  asking.editDraft("something else");
  asking.retry(question, "fast");
  assert.deepEqual([lastSent("send").parent, lastSent("send").text], [null, "2+2"]);
  accept(lastSent("send").client_id);
  assert.equal(asking.draft.value, "something else");
});

test("too long and empty questions are not sent", () => {
  for (const text of ["", "  \n", "x".repeat(101)]) {
    asking.editDraft(text);
    asking.submit();
  }
  assert.equal(lastSent("send"), undefined);
  asking.editDraft("🍓".repeat(100));
  assert.equal(asking.excess.value, 0);
});

test("a conversation that is not there is told so", async () => {
  await openConversation("gone");
  assert.equal(thread.value.status, "missing");
});

test("frames of unknown shape change nothing and throw nothing", (t) => {
  t.mock.method(console, "warn", () => {});
  const before = thread.value;
  const strange = [
    {}, [], { type: 7 }, { type: "toString" }, { type: "accepted" }, { type: "done" }, { type: "events", run: "r9", entries: 3 },
    { type: "events", run: "r9", entries: [null, 7, {}] }, { type: "error" }, { type: "refused" }, { type: "reset" },
  ];
  for (const frame of strange) assert.doesNotThrow(() => socket.says(frame));
  assert.equal(thread.value, before);
});
