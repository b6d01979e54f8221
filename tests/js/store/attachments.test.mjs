import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { settled, sockets } from "../page.mjs";

const requests = [];
globalThis.XMLHttpRequest = class {
  upload = {};
  headers = {};
  constructor() {
    requests.push(this);
  }
  open(method, path) {
    Object.assign(this, { method, path });
  }
  setRequestHeader(name, value) {
    this.headers[name] = value;
  }
  send(form) {
    this.form = form;
  }
  abort() {
    this.aborted = true;
    this.onabort();
  }
  answers(status, told) {
    Object.assign(this, { status, responseText: typeof told === "string" ? told : JSON.stringify(told) });
    this.onload();
  }
};

const { boot } = await import("fragaria/store/boot.js");
const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const { attached, areReady, changeFiles, dropFiles, filesOf } = await import("fragaria/store/attachments.js");
const asking = await import("fragaria/store/asking.js");
const { load } = await import("fragaria/store/storage.js");
const { thread } = await import("fragaria/store/thread.js");
const { again, attach, remove } = await import("fragaria/store/uploading.js");

boot.limits = { text: 1000, files: 3, upload: 1000 };
asking.startDrafts();
live.onFrame = receive;
live.start();
const [socket] = sockets;
socket.says({ type: "hello", heartbeat: 20 });

const file = (name, size = 10) => Object.assign(new File(["x".repeat(size)], name), {});
const states = () => attached.value.map(({ state }) => state);

beforeEach(() => {
  requests.length = 0;
  socket.sent.length = 0;
  globalThis.document.cookie = "";
  thread.value = { id: null, title: "", messages: [], status: "ready" };
  asking.outgoing.value = new Map();
  asking.refusal.value = null;
  dropFiles(null);
  asking.editDraft("");
});

test("a file is sent with its progress and is ready when the server has it", () => {
  attach([file("a.txt")]);
  assert.deepEqual([requests[0].method, requests[0].path], ["POST", "/api/attachments"]);
  requests[0].upload.onprogress({ loaded: 5, total: 10 });
  assert.equal(attached.value[0].progress, 0.5);
  assert.equal(asking.canSend.value, false);
  requests[0].answers(201, { id: "f1", name: "a.txt", kind: "text", size: 10 });
  assert.deepEqual(states(), ["ready"]);
  assert.equal(asking.canSend.value, true);
});

test("the token is that of whoever is signed in now", () => {
  globalThis.document.cookie = "x=1; csrftoken=fresh";
  attach([file("a.txt")]);
  assert.equal(requests[0].headers["X-CSRFToken"], "fresh");
  requests[0].onabort();
});

test("one that is refused does not keep the others, takes nobody's place, and says why", () => {
  attach([file("a.txt"), file("big.txt", 1001), file("c.docx"), file("d.txt"), file("too-many.txt")]);
  assert.equal(requests.length, 3);
  requests[0].answers(201, { id: "f1", name: "a.txt", kind: "text", size: 10 });
  requests[1].answers(400, { code: "unreadable", message: "Save it as PDF." });
  requests[2].answers(201, { id: "f2", name: "d.txt", kind: "text", size: 10 });
  assert.deepEqual(states(), ["ready", "failed", "failed", "ready", "failed"]);
  const words = [undefined, "large", "Save it as PDF.", undefined, "many"];
  assert.deepEqual(attached.value.map(({ why, word }) => why ?? word), words);
  assert.equal(areReady.value, false);
  localStorage.setItem("fragaria:draft:files:c8", JSON.stringify(load("draft:files:new")));
  assert.deepEqual(filesOf("c8").map(({ why, word }) => why ?? word), words);
});

test("after a lost connection, a fault or an ended session it is tried again with one press", () => {
  attach([file("a.txt")]);
  const [{ key }] = attached.value;
  requests[0].onerror();
  for (const status of [401, 403, 503, 500]) {
    assert.equal(attached.value[0].again, true);
    again(null, key);
    assert.deepEqual(states(), ["uploading"]);
    requests.at(-1).answers(status, "<h1>");
  }
  again(null, key);
  requests.at(-1).answers(201, { id: "f1", name: "a.txt", kind: "text", size: 10 });
  assert.deepEqual([attached.value[0].state, attached.value[0].why], ["ready", undefined]);
});

test("a cancelled upload is gone, and the next one in line begins", () => {
  boot.limits.files = 10;
  attach([1, 2, 3, 4].map((n) => file(`${n}.txt`)));
  assert.equal(requests.length, 3);
  remove(null, attached.value[0].key);
  assert.equal(requests[0].aborted, true);
  assert.equal(requests.length, 4);
  assert.equal(attached.value.length, 3);
  for (const request of requests.slice(1)) request.onabort();
  boot.limits.files = 3;
});

test("files are kept for each conversation over a reload; what was on its way then says so", () => {
  attach([file("a.txt"), file("b.txt")]);
  requests[0].answers(201, { id: "f1", name: "a.txt", kind: "text", size: 10 });
  const stored = load("draft:files:new");
  assert.deepEqual(stored.map(({ state }) => state), ["ready", "uploading"]);
  localStorage.setItem("fragaria:draft:files:c9", JSON.stringify([...stored, null, { no: "key" }]));
  assert.deepEqual(filesOf("c9").map(({ state, why }) => [state, why]), [["ready", undefined], ["failed", "lost"]]);
  thread.value = { ...thread.value, id: "c1" };
  assert.deepEqual(attached.value, []);
  requests[1].onabort();
});

test("a send takes them along, a refusal keeps them, another try has them again, and then they are gone", async () => {
  const ready = (n) => ({ key: `k${n}`, id: `f${n}`, name: "a", size: 1, kind: "text", state: "ready" });
  changeFiles(null, () => [ready(1), ready(2)]);
  asking.submit();
  const [first] = socket.sent.filter(({ type }) => type === "send");
  assert.deepEqual([first.text, first.files], ["", ["f1", "f2"]]);
  socket.says({ type: "error", ref: first.client_id, code: "no_vision", message: "It cannot see." });
  assert.equal(attached.value.length, 2);
  asking.sendAgain();
  const second = socket.sent.filter(({ type }) => type === "send").at(-1);
  assert.deepEqual([second.client_id, second.files], [first.client_id, ["f1", "f2"]]);
  const run = { id: "r1", status: "queued", mode: "fast" };
  const question = { id: "q", parent: null, role: "user", text: "", files: [{ id: "f1" }], created_at: "2026-01-01T00:00:00Z" };
  const answer = { id: "a", parent: "q", role: "assistant", text: "", run, created_at: "2026-01-01T00:00:01Z" };
  socket.says({ type: "accepted", client_id: second.client_id, conversation: { id: "c1", title: "a", updated_at: "2026-01-01T00:00:00Z" }, question, answer, wait: 0, allowance: null });
  await settled();
  assert.deepEqual([filesOf(null), attached.value], [[], []]);
  thread.value = { ...thread.value, id: "c1", messages: [] };
  asking.outgoing.value = new Map();
  asking.sendEdited(question, "In other words");
  assert.deepEqual(socket.sent.filter(({ type }) => type === "send").at(-1).files, ["f1"]);
});

test("another file makes it another question", () => {
  const ready = (n) => ({ key: `k${n}`, id: `f${n}`, name: "a", size: 1, kind: "text", state: "ready" });
  const sent = (files) => {
    asking.outgoing.value = new Map();
    changeFiles(null, () => files);
    asking.submit();
    return socket.sent.filter(({ type }) => type === "send").at(-1).client_id;
  };
  assert.equal(sent([ready(1)]), sent([ready(1)]));
  assert.notEqual(sent([ready(1)]), sent([ready(2)]));
});
