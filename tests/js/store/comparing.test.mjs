import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const asking = await import("fragaria/store/asking.js");
const { columnsOf, hasSecond } = await import("fragaria/store/comparing.js");
const { activeRun, activeRuns, choose, chosen, openConversation, openNew, shown, thread } = await import("fragaria/store/thread.js");

asking.startDrafts();
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const CONVERSATION = { id: "c1", title: "Sums", updated_at: "2026-11-23T10:00:00Z" };
const question = { id: "q1", parent: null, role: "user", text: "47 * 38", created_at: "2026-11-23T10:00:00Z", run: null };
const RUN = { attempt: 0, paths: 1, seconds: 0, verdict: "", demo: "", error: "", message: "" };
const answer = (mode, status, text = "") => ({
  id: mode, parent: "q1", role: "assistant", text, created_at: `2026-11-23T10:00:0${mode === "fast" ? 1 : 2}Z`,
  run: { ...RUN, id: `run-${mode}`, status, mode },
});
const sends = () => socket.sent.filter((frame) => frame.type === "send");
const accept = (frame, message) =>
  socket.says({ type: "accepted", client_id: frame.client_id, conversation: CONVERSATION, question, answer: message });
const done = (mode) => socket.says({ type: "done", run: `run-${mode}`, answer: answer(mode, "succeeded", "1786") });
const columns = () => columnsOf("q1").map(({ mode, message, refused }) => [mode, message?.id ?? refused?.message ?? null]);

beforeEach(() => {
  requests["/api/conversations"] = { items: [], next: "" };
  live.forget("run-fast");
  live.forget("run-think");
  openNew();
  sessionStorage.removeItem("fragaria:chosen:c1");
  asking.outgoing.value = new Map();
  asking.unanswered.value = new Map();
  asking.refusal.value = null;
  socket.sent.length = 0;
  asking.askBoth("47 * 38");
});

test("the question goes out as a fast one, and when it is stored Think answers the same one", () => {
  assert.deepEqual(sends().map(({ mode, text, question: again }) => [mode, text, again]), [["fast", "47 * 38", undefined]]);
  accept(sends()[0], answer("fast", "queued"));
  const [, second] = sends();
  assert.deepEqual({ ...second, client_id: "" }, {
    type: "send", client_id: "", conversation: "c1", parent: null, question: "q1", text: "47 * 38", mode: "think", effort: "standard",
  });
  assert.notEqual(second.client_id, sends()[0].client_id);
  assert.equal(asking.draft.value, "");
  assert.deepEqual(columns(), [["fast", "fast"], ["think", null]]);
});

test("both are watched, stopped together, and the page is free when both have ended", () => {
  accept(sends()[0], answer("fast", "queued"));
  accept(sends()[1], answer("think", "queued"));
  assert.equal(sends().length, 2);
  assert.deepEqual(activeRuns.value.map(({ id }) => id), ["run-fast", "run-think"]);
  asking.stop();
  assert.deepEqual(socket.sent.filter(({ type }) => type === "stop").map(({ run }) => run), ["run-fast", "run-think"]);
  done("think");
  assert.equal(activeRun.value.id, "run-fast");
  done("fast");
  assert.equal(activeRun.value, null);
  assert.deepEqual(columns(), [["fast", "fast"], ["think", "think"]]);
});

test("the next question follows the answer that was chosen, and the newest otherwise", () => {
  accept(sends()[0], answer("fast", "succeeded", "1786"));
  accept(sends()[1], answer("think", "succeeded", "1786"));
  assert.equal(shown.value.at(-1).id, "think");
  choose("fast");
  assert.equal(shown.value.at(-1).id, "fast");
  asking.editDraft("and now?");
  asking.submit();
  const next = sends().at(-1);
  assert.deepEqual([next.parent, "question" in next], ["fast", false]);
  openNew();
  assert.deepEqual(chosen.value, []);
});

test("a second answer that is refused says so in its column, and the first goes on", () => {
  accept(sends()[0], answer("fast", "queued"));
  const { client_id: clientId } = sends()[1];
  socket.says({ type: "refused", client_id: clientId, code: "no_allowance", message: "Used up.", reset_at: "2026-11-30T10:00:00Z" });
  assert.equal(asking.refusal.value, null);
  assert.deepEqual(columns(), [["fast", "fast"], ["think", "Used up."]]);
  assert.equal(columnsOf("q1")[1].refused.resetAt, "2026-11-30T10:00:00Z");
  assert.equal(activeRun.value.id, "run-fast");
});

test("where the first is refused nothing else is asked and the text stays", () => {
  socket.says({ type: "refused", client_id: sends()[0].client_id, code: "no_allowance", message: "Used up.", reset_at: null });
  assert.equal(sends().length, 1);
  assert.equal(asking.draft.value, "47 * 38");
  assert.equal(asking.refusal.value.message, "Used up.");
});

test("after a reload both answers stand side by side again", async () => {
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [question, answer("fast", "succeeded", "a"), answer("think", "running")] };
  await openConversation("c1");
  await settled();
  assert.equal(hasSecond("q1"), true);
  assert.equal(thread.value.messages.length, 3);
  assert.deepEqual(activeRuns.value.map(({ id }) => id), ["run-think"]);
});

test("a reload keeps the answer that was chosen, until one more is asked for", async () => {
  accept(sends()[0], answer("fast", "succeeded", "a"));
  accept(sends()[1], answer("think", "succeeded", "b"));
  choose("fast");
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [...thread.value.messages] };
  openNew();
  assert.deepEqual(chosen.value, []);
  await openConversation("c1");
  assert.equal(shown.value.at(-1).id, "fast");
  asking.retry(question, "think", true);
  accept(sends().at(-1), { ...answer("think", "succeeded", "c"), id: "think-2", created_at: "2026-11-23T10:01:00Z" });
  assert.equal(shown.value.at(-1).id, "think-2");
  openNew();
  await openConversation("c1");
  assert.ok(!chosen.value.includes("fast"));
});

test("what was chosen before branches were many is no trouble", async () => {
  sessionStorage.setItem("fragaria:chosen:c1", JSON.stringify("fast"));
  requests["/api/conversations/c1"] = { id: "c1", title: "", messages: [question, answer("fast", "succeeded", "a"), answer("think", "succeeded", "b")] };
  await openConversation("c1");
  assert.equal(shown.value.at(-1).id, "think");
});

test("one more answer in the same mode is what is seen next, also where it fails", () => {
  accept(sends()[0], answer("fast", "succeeded", "a"));
  const more = (status) => ({ ...answer("fast", status), id: "fast-2", created_at: "2026-11-23T10:01:00Z" });
  thread.value = { ...thread.value, messages: thread.value.messages.filter(({ id }) => id !== "think") };
  asking.outgoing.value = new Map();
  asking.retry(question, "fast", true);
  accept(sends().at(-1), more("queued"));
  assert.equal(shown.value.at(-1).id, "fast-2");
  socket.says({ type: "done", run: "run-fast", answer: more("failed") });
  assert.equal(shown.value.at(-1).id, "fast-2");
});

const stops = () => socket.sent.filter(({ type }) => type === "stop").map(({ run }) => run);

test("stop while the second answer is still on its way stops that one too", () => {
  accept(sends()[0], answer("fast", "queued"));
  asking.stop();
  assert.deepEqual(stops(), ["run-fast"]);
  accept(sends()[1], answer("think", "queued"));
  assert.deepEqual(stops(), ["run-fast", "run-think"]);
});

test("stop before the first answer has a run lets the second not even begin", () => {
  asking.stop();
  accept(sends()[0], answer("fast", "queued"));
  assert.deepEqual(stops(), ["run-fast"]);
  assert.equal(sends().length, 1);
});

test("what another conversation has on its way is not stopped", () => {
  accept(sends()[0], answer("fast", "queued"));
  openNew();
  asking.stop();
  accept(sends()[1], answer("think", "queued"));
  assert.deepEqual(stops(), []);
});

test("retry asks within the same question, and the column has the newest answer of its mode", () => {
  accept(sends()[0], answer("fast", "succeeded", "1786"));
  accept(sends()[1], answer("think", "failed"));
  assert.deepEqual([shown.value.at(-1).id, columns()], ["fast", [["fast", "fast"], ["think", "think"]]]);
  asking.retry(question, "think", true);
  const again = sends().at(-1);
  assert.deepEqual([again.question, again.mode, again.parent], ["q1", "think", null]);
  assert.deepEqual(columns(), [["fast", "fast"], ["think", null]]);
  accept(again, { ...answer("think", "succeeded", "1786"), id: "think-2", created_at: "2026-11-23T10:01:00Z" });
  assert.deepEqual(columns(), [["fast", "fast"], ["think", "think-2"]]);
  assert.equal(columnsOf("q1", "think")[1].message.id, "think"); // where the conversation follows that one
});

test("a refused answer can be asked for again, and its column forgets the refusal", () => {
  accept(sends()[0], answer("fast", "succeeded", "1786"));
  socket.says({ type: "refused", client_id: sends()[1].client_id, code: "busy", message: "Busy.", reset_at: null });
  assert.deepEqual(columns(), [["fast", "fast"], ["think", "Busy."]]);
  asking.retry(question, "think", true);
  assert.equal(sends().at(-1).question, "q1");
  assert.deepEqual(columns(), [["fast", "fast"], ["think", null]]);
  accept(sends().at(-1), answer("think", "failed"));
  asking.retry(question, "think", true);
  socket.says({ type: "refused", client_id: sends().at(-1).client_id, code: "busy", message: "Busy.", reset_at: null });
  const [, second] = columnsOf("q1");
  assert.deepEqual([second.message.id, second.refused.message], ["think", "Busy."]);
});

test("a question with one answer is shown as it always was", () => {
  thread.value = { ...thread.value, id: "c1", messages: [question, answer("fast", "succeeded", "a")] };
  assert.equal(hasSecond("q1"), false);
});
