// The page's one WebSocket: heartbeat, reconnect, resume. docs/protocol.md is its contract.
//
// It owns what must survive a lost connection: sends not yet answered, runs being watched, stops not yet
// carried out. All of it is said again after every hello; the protocol makes each of these safe to repeat.

import { backoff } from "fragaria/live/backoff.js";

const CONNECT_TIMEOUT = 10_000;
const SILENT_HEARTBEATS = 2.5;
const WAKE_TIMEOUT = 4_000;
const CLOSED_FOR_GOOD = { 4401: "signed-out", 4403: "forbidden", 4410: "view-over" };

/**
 * `cursor(run)` gives the [attempt, seq] to resume a run from, `onFrame(frame)` gets every server frame but
 * pong, `onState(state)` one of connecting, open, reconnecting, signed-out, forbidden, view-over.
 * `clock` and `Socket` are replaced in tests.
 */
export class LiveSocket {
  #sends = new Map();
  #watched = new Set();
  #stops = new Set();
  #socket = null;
  #open = false;
  #tries = 0;
  #pings = 0;
  #timers = new Map();

  constructor({ url, cursor, onFrame, onState, clock = globalThis, Socket = globalThis.WebSocket }) {
    Object.assign(this, { url, cursor, onFrame, onState, clock, Socket });
  }

  start() {
    this.onState("connecting");
    this.#connect();
  }

  /** Deliver a question, now or after the next hello, until it is accepted, refused or found wrong. */
  send(frame) {
    this.#sends.set(frame.client_id, { type: "send", ...frame });
    this.#say(this.#sends.get(frame.client_id));
  }

  settle(clientId) {
    this.#sends.delete(clientId);
  }

  watch(run) {
    if (this.#watched.has(run)) return;
    this.#watched.add(run);
    this.#sayWatch(run);
  }

  /** Forget a run: it is done, or nobody looks at it. */
  forget(run, { tell = false } = {}) {
    this.#stops.delete(run);
    if (this.#watched.delete(run) && tell) this.#say({ type: "unwatch", run });
  }

  isWatching(run) {
    return this.#watched.has(run);
  }

  stop(run) {
    this.#stops.add(run);
    this.#say({ type: "stop", run });
  }

  /** Let the best so far be the answer. Not said again after a loss either. */
  answerNow(run) {
    this.#say({ type: "answer_now", run });
  }

  /** Let a thinking answer that waits for its turn be a fast one. Not said again after a loss: the button is still there. */
  useFast(run) {
    this.#say({ type: "use_fast", run });
  }

  /** Reconnect at once where a reconnect is waiting; where a socket is open, find out whether it lives. */
  wake() {
    if (this.#timers.has("reconnect")) this.#connect();
    else if (this.#open) {
      this.#ping();
      this.#later("silence", () => this.#lost(), WAKE_TIMEOUT);
    }
  }

  #say(frame) {
    if (this.#open) this.#socket.send(JSON.stringify(frame));
  }

  #sayWatch(run) {
    const [attempt, seq] = this.cursor(run);
    this.#say({ type: "watch", run, attempt, seq });
  }

  #connect() {
    this.#clear();
    const socket = new this.Socket(this.url);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#received(data);
    socket.onclose = ({ code }) => this.#lost(code);
    this.#later("silence", () => this.#lost(), CONNECT_TIMEOUT);
  }

  #received(data) {
    if (this.heartbeat) this.#expectSound();
    const frame = parse(data);
    if (frame?.type === "hello") this.#hello(frame);
    if (frame && frame.type !== "pong") this.onFrame(frame);
  }

  #hello(frame) {
    this.heartbeat = 1000 * (frame.heartbeat > 0 ? frame.heartbeat : 20);
    this.#open = true;
    this.#tries = 0;
    this.#expectSound();
    this.#later("ping", () => this.#ping(), this.heartbeat);
    this.onState("open");
    for (const run of this.#watched) this.#sayWatch(run);
    for (const send of this.#sends.values()) this.#say(send);
    for (const run of this.#stops) this.#say({ type: "stop", run });
  }

  #ping() {
    this.#pings += 1;
    this.#say({ type: "ping", n: this.#pings });
    this.#later("ping", () => this.#ping(), this.heartbeat);
  }

  #expectSound() {
    this.#later("silence", () => this.#lost(), this.heartbeat * SILENT_HEARTBEATS);
  }

  // A frozen socket may not fire its close event for minutes: it is let go of without waiting for it.
  #lost(code) {
    const socket = this.#socket;
    socket.onmessage = socket.onclose = null;
    socket.close();
    this.#open = false;
    this.heartbeat = 0;
    this.#clear();
    if (Object.hasOwn(CLOSED_FOR_GOOD, code)) {
      this.onState(CLOSED_FOR_GOOD[code]);
      return;
    }
    this.onState("reconnecting");
    this.#later("reconnect", () => this.#connect(), backoff(this.#tries));
    this.#tries += 1;
  }

  #later(name, run, delay) {
    this.clock.clearTimeout(this.#timers.get(name));
    const fire = () => {
      this.#timers.delete(name);
      run();
    };
    this.#timers.set(name, this.clock.setTimeout(fire, delay));
  }

  #clear() {
    for (const timer of this.#timers.values()) this.clock.clearTimeout(timer);
    this.#timers.clear();
  }
}

function parse(data) {
  try {
    const frame = JSON.parse(data);
    return frame && typeof frame === "object" ? frame : null;
  } catch {
    return null;
  }
}
