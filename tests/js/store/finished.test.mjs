import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { settled } from "../page.mjs";

const listeners = {};
document.addEventListener = (type, run) => (listeners[type] = run);
const pages = [];
globalThis.BroadcastChannel = class {
  said = [];
  constructor() {
    pages.push(this);
  }
  postMessage(data) {
    this.said.push(data);
  }
};
const notified = [];
globalThis.Notification = class {
  static permission = "default";
  constructor(title, options) {
    notified.push({ title, ...options });
  }
};
globalThis.isSecureContext = true;

const { boot } = await import("fragaria/store/boot.js");
const { OFFER, dismiss, missed, receiveFinished, toasts } = await import("fragaria/store/finished.js");
const { announcement, announce } = await import("fragaria/store/status.js");
const { save } = await import("fragaria/store/storage.js");
const { openNew, thread } = await import("fragaria/store/thread.js");
const [channel] = pages;
await import("fragaria/ui/notify.js"); // which is fetched when it is first needed

const frame = (fields = {}) => ({
  type: "finished", run: "r1", conversation: "c1", title: "Sums", status: "succeeded", mode: "fast", seconds: 2, ...fields,
});
function look(inSight) {
  document.hidden = !inSight;
  listeners.visibilitychange();
}

mock.timers.enable({ apis: ["setTimeout"] });
const soon = async () => {
  mock.timers.tick(500);
  await settled();
};

beforeEach(() => {
  look(true);
  openNew();
  toasts.value = [];
  missed.value = new Set();
  notified.length = channel.said.length = 0;
  Notification.permission = "default";
  boot.preferences = { notify_browser: true };
  save(OFFER, null);
  announce("");
});

test("an answer in another conversation is shown with the way to it, and said politely", () => {
  receiveFinished(frame());
  assert.deepEqual(toasts.value, [{ key: "c1", conversation: "c1", title: "Sums", failed: false }]);
  assert.match(announcement.value, /“Sums” is ready/);
  dismiss("c1");
  assert.deepEqual(toasts.value, []);
});

test("in the conversation that is open nothing is said over it", () => {
  thread.value = { ...thread.value, id: "c1" };
  receiveFinished(frame());
  assert.deepEqual(toasts.value, []);
});

test("a failure is called one, and two answers of one conversation are one line", () => {
  receiveFinished(frame());
  receiveFinished(frame({ run: "r2", status: "failed" }));
  assert.deepEqual(toasts.value.map(({ failed }) => failed), [true]);
});

test("a page out of sight counts what it missed until it is looked at", async () => {
  look(false);
  receiveFinished(frame());
  receiveFinished(frame({ run: "r2" }));
  receiveFinished(frame({ run: "r3", conversation: "c2" }));
  await soon();
  assert.equal(missed.value.size, 2);
  look(true);
  assert.equal(missed.value.size, 0);
});

test("it keeps quiet where another page was in sight", async () => {
  receiveFinished(frame());
  assert.deepEqual(channel.said, ["r1"]);
  look(false);
  receiveFinished(frame({ run: "r2", conversation: "c9" }));
  channel.onmessage({ data: "r2" });
  Notification.permission = "granted";
  await soon();
  assert.equal(missed.value.size, 0);
  assert.equal(notified.some(({ tag }) => tag === "c9"), false);
});

test("the browser tells of it where it may and the person wants it", async () => {
  const told = (name) => notified.filter(({ tag }) => tag === name);
  Notification.permission = "granted";
  look(false);
  receiveFinished(frame({ conversation: "wanted" }));
  await soon();
  while (!told("wanted").length) await settled();
  assert.deepEqual(told("wanted").map(({ title, body }) => [title, body]), [["Your answer is ready", "Sums"]]);
  boot.preferences = { notify_browser: false };
  receiveFinished(frame({ run: "r2", conversation: "unwanted" }));
  await soon();
  assert.deepEqual(told("unwanted"), []);
});

test("a browser that was told not to is not asked again", async () => {
  Notification.permission = "denied";
  look(false);
  receiveFinished(frame({ mode: "think", seconds: 40, conversation: "denied" }));
  await soon();
  assert.equal(notified.some(({ tag }) => tag === "denied"), false);
  assert.equal(toasts.value.some(({ key }) => key === "offer"), false);
});

test("the first long thought brings the offer to be told, a short one or a fast answer does not", () => {
  thread.value = { ...thread.value, id: "c1" };
  receiveFinished(frame({ mode: "think", seconds: 3 }));
  receiveFinished(frame({ mode: "fast", seconds: 40 }));
  assert.deepEqual(toasts.value, []);
  receiveFinished(frame({ mode: "think", seconds: 14 }));
  assert.deepEqual(toasts.value, [{ key: "offer" }]);
});

test("an offer that was put away does not come back", () => {
  save(OFFER, "no");
  thread.value = { ...thread.value, id: "c1" };
  receiveFinished(frame({ mode: "think", seconds: 14 }));
  assert.deepEqual(toasts.value, []);
});
