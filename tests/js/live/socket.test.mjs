import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { backoff } from "fragaria/live/backoff.js";
import { LiveSocket } from "fragaria/live/socket.js";

class Clock {
  now = 0;
  #next = 1;
  #due = new Map();
  setTimeout = (run, delay) => {
    this.#due.set(this.#next, { at: this.now + delay, run });
    return this.#next++;
  };
  clearTimeout = (id) => this.#due.delete(id);
  advance(ms) {
    const until = this.now + ms;
    for (;;) {
      const [id, next] = [...this.#due].sort((a, b) => a[1].at - b[1].at)[0] ?? [];
      if (!next || next.at > until) break;
      this.now = next.at;
      this.#due.delete(id);
      next.run();
    }
    this.now = until;
  }
}

let clock, sockets, frames, states, cursors, live;

class FakeSocket {
  sent = [];
  closed = false;
  constructor() {
    sockets.push(this);
  }
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {
    this.closed = true;
  }
  says(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  hello() {
    this.says({ type: "hello", heartbeat: 20 });
  }
  said(type) {
    return this.sent.filter((frame) => frame.type === type);
  }
}

const last = () => sockets.at(-1);
const question = { client_id: "c".repeat(8), conversation: null, parent: null, text: "Hi", mode: "fast" };

beforeEach(() => {
  clock = new Clock();
  sockets = [];
  frames = [];
  states = [];
  cursors = {};
  live = new LiveSocket({
    url: "ws://test/ws",
    cursor: (run) => cursors[run] ?? [0, 0],
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    clock,
    Socket: FakeSocket,
  });
  live.start();
});

test("nothing is said before hello, and all of it after", () => {
  live.send(question);
  live.watch("r1");
  assert.deepEqual(last().sent, []);
  last().hello();
  assert.deepEqual(last().said("send"), [{ type: "send", ...question }]);
  assert.deepEqual(last().said("watch"), [{ type: "watch", run: "r1", attempt: 0, seq: 0 }]);
  assert.deepEqual(states, ["connecting", "open"]);
});

test("a send is repeated after every reconnect until it is settled", () => {
  last().hello();
  live.send(question);
  last().onclose({ code: 1012 });
  clock.advance(1000);
  last().hello();
  assert.equal(last().said("send").length, 1);
  live.settle(question.client_id);
  last().onclose({ code: 1012 });
  clock.advance(1000);
  last().hello();
  assert.equal(last().said("send").length, 0);
});

test("a watch resumes from the run's cursor, and a stop is said again", () => {
  last().hello();
  live.watch("r1");
  live.stop("r1");
  cursors.r1 = [2, 17];
  last().onclose({ code: 4408 });
  clock.advance(1000);
  last().hello();
  assert.deepEqual(last().said("watch"), [{ type: "watch", run: "r1", attempt: 2, seq: 17 }]);
  assert.deepEqual(last().said("stop"), [{ type: "stop", run: "r1" }]);
  live.forget("r1");
  last().onclose({ code: 1006 });
  clock.advance(1000);
  last().hello();
  assert.deepEqual(last().sent, []);
});

test("watching a run twice asks once", () => {
  last().hello();
  live.watch("r1");
  live.watch("r1");
  assert.equal(last().said("watch").length, 1);
});

test("a silent socket is given up after two and a half heartbeats", () => {
  last().hello();
  const first = last();
  clock.advance(49_000);
  assert.equal(first.closed, false);
  assert.ok(first.said("ping").length >= 2);
  clock.advance(1_500);
  assert.equal(first.closed, true);
  assert.equal(states.at(-1), "reconnecting");
  clock.advance(1_000);
  assert.notEqual(last(), first);
});

test("any frame counts as a sign of life", () => {
  last().hello();
  const first = last();
  for (let i = 0; i < 10; i += 1) {
    clock.advance(40_000);
    first.says({ type: "pong", n: i });
  }
  assert.equal(first.closed, false);
  assert.deepEqual(frames.map(({ type }) => type), ["hello"]);
});

test("a socket that never says hello is given up after ten seconds", () => {
  clock.advance(10_001);
  assert.equal(sockets[0].closed, true);
});

test("someone signed out or refused is not reconnected", () => {
  for (const [code, state] of [[4401, "signed-out"], [4403, "forbidden"]]) {
    live.start();
    const count = sockets.length;
    last().onclose({ code });
    clock.advance(60_000);
    assert.equal(states.at(-1), state);
    assert.equal(sockets.length, count);
  }
});

test("coming back online reconnects at once, and only once", () => {
  last().hello();
  last().onclose({ code: 1006 });
  live.wake();
  assert.equal(sockets.length, 2);
  clock.advance(5_000);
  assert.equal(sockets.length, 2);
});

test("waking up beside a frozen socket replaces it within seconds", () => {
  last().hello();
  live.wake();
  assert.equal(last().said("ping").length, 1);
  clock.advance(4_000);
  assert.equal(sockets[0].closed, true);
});

test("frames that are not objects in JSON are passed over", () => {
  last().hello();
  for (const data of ["", "{", "null", "7", '"x"', "[1"]) last().onmessage({ data });
  assert.equal(frames.length, 1);
  last().says({ type: "from the future" });
  assert.deepEqual(frames.map(({ type }) => type), ["hello", "from the future"]);
});

test("backoff doubles to ten seconds and is never without jitter", () => {
  assert.deepEqual([0, 1, 2, 3, 4, 5, 50].map((n) => backoff(n, () => 1)), [500, 1e3, 2e3, 4e3, 8e3, 1e4, 1e4]);
  assert.deepEqual([0, 50].map((n) => backoff(n, () => 0)), [250, 5000]);
});
