import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sockets } from "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const { allowance } = await import("fragaria/store/allowance.js");
const asking = await import("fragaria/store/asking.js");
const { boot } = await import("fragaria/store/boot.js");
const { notice } = await import("fragaria/store/status.js");
const { openNew, thread } = await import("fragaria/store/thread.js");
const { noteWait } = await import("fragaria/store/waits.js");
const { Exhausted, Refusal, Slowed } = await import("fragaria/ui/limits.js");
const { WaitLine } = await import("fragaria/ui/queue-wait.js");

asking.startDrafts();
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });
globalThis.matchMedia = () => ({ matches: true }); // a phone
boot.urls.pricing = "/pricing/";

const full = { used: 3, limit: 3, credit: 0, next_slot_at: "2026-11-30T10:00:00Z" };
const some = { used: 1, limit: 10, credit: 0, next_slot_at: null };
const left = { plan: "free", plan_name: "Free", fast: some, think: full, upgrade: true, slowed: null };
const button = (node, label) => elements(node).find((each) => ["button", "a"].includes(each.type) && words(each) === label);
const sends = (type) => socket.sent.filter((frame) => frame.type === type);

beforeEach(() => {
  openNew();
  asking.outgoing.value = new Map();
  asking.editDraft("");
  asking.refusal.value = null;
  asking.chooseMode("think");
  allowance.value = left;
  notice.value = null;
  socket.sent.length = 0;
});

function refusedThought() {
  asking.editDraft("why?");
  asking.submit();
  const { client_id: id } = sends("send")[0];
  socket.says({ type: "refused", client_id: id, code: "no_allowance", message: "Used up.", reset_at: full.next_slot_at, allowance: left });
}

test("a refused thought keeps the draft and is sent as Fast with one press", () => {
  refusedThought();
  assert.equal(asking.draft.value, "why?");
  assert.match(words(Refusal()), /^Limit reached Used up\. Free again .+\. Your text is kept\. Use Fast Upgrade$/);
  assert.equal(button(Refusal(), "Upgrade").props.href, "/pricing/");
  button(Refusal(), "Use Fast").props.onClick();
  assert.deepEqual(sends("send").map(({ mode, text }) => [mode, text]), [["think", "why?"], ["fast", "why?"]]);
  assert.equal(Refusal(), null);
});

test("the line before asking gives way to the refusal, and comes back when that is put away", () => {
  assert.match(words(Exhausted()), /^No thinking answers left: free again .+ Use Fast Upgrade$/);
  refusedThought();
  assert.equal(Exhausted(), null);
  elements(Refusal()).find(({ props }) => props["aria-label"] === "Dismiss").props.onClick();
  assert.notEqual(Exhausted(), null);
  button(Exhausted(), "Use Fast").props.onClick();
  assert.equal(asking.mode.value, "fast");
  assert.equal(Exhausted(), null);
});

test("another conversation's refusal is not shown", () => {
  refusedThought();
  thread.value = { id: "c2", title: "", messages: [], status: "ready" };
  assert.equal(Refusal(), null);
});

test("longer waits are told with their end, until put away", () => {
  assert.equal(Slowed(), null);
  allowance.value = { ...left, slowed: { until: "2026-12-01T00:00:00Z", message: "Yours wait longer." } };
  assert.match(words(Slowed()), /^Yours wait longer\. This ends on .+\.$/);
  elements(Slowed()).find(({ props }) => props["aria-label"] === "Dismiss").props.onClick();
  assert.equal(Slowed(), null);
  allowance.value = { ...left, slowed: { until: "2027-01-01T00:00:00Z", message: "Again." } };
  assert.notEqual(Slowed(), null);
});

test("a waiting thought says about how long, and one press makes it a fast one", () => {
  noteWait("r1", 130);
  const line = WaitLine({ run: { id: "r1", mode: "think" } });
  assert.equal(words(line), "It begins in about 2 min. Use Fast");
  button(line, "Use Fast").props.onClick();
  assert.deepEqual(sends("use_fast"), [{ type: "use_fast", run: "r1" }]);
  assert.equal(words(WaitLine({ run: { id: "r2", mode: "fast" } })), "It begins as soon as a place is free.");
});

test("where no fast answer is left it goes on waiting, and the reason is told", () => {
  live.watch("r1");
  socket.says({ type: "refused", client_id: "r1", code: "no_allowance", message: "Used up.", reset_at: null, allowance: left });
  assert.equal(notice.value, "Used up.");
  live.forget("r1");
});
