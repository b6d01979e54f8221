// Enough of a browser for the modules behind the chat page: import this before any of them.
// `sockets` are those that the page opened, `requests` answers its fetches by path.

import { Storage } from "./storage.mjs";

export const sockets = [];
export const requests = {};

class Socket {
  sent = [];
  constructor() {
    sockets.push(this);
  }
  send(data) {
    this.sent.push(JSON.parse(data));
  }
  close() {}
  says(frame) {
    this.onmessage({ data: JSON.stringify(frame) });
  }
}

const boot = {
  user: { email: "owner@example.org", name: "Owner" },
  mode: "demo",
  allowance: null,
  models: {},
  demo: false,
  starters: [],
  limits: { text: 100 },
  conversation: null,
  urls: { ws: "/ws", api: "/api/", chat: "/chat/", settings: "/settings/", signout: "/accounts/logout/", connect: null },
};

// The page's heartbeats must not keep a finished test alive.
const start = setTimeout;
const startUnref = (...args) => start(...args).unref();

const elements = { boot: { textContent: JSON.stringify(boot) }, app: { dataset: { mark: "" } } };

Object.assign(globalThis, {
  WebSocket: Socket,
  localStorage: new Storage(),
  sessionStorage: new Storage(),
  location: new URL("http://localhost/chat/"),
  history: {
    pushState: (_state, _title, path) => {
      globalThis.location = new URL(path, "http://localhost/");
    },
  },
  setTimeout: startUnref,
  addEventListener: () => {},
  requestAnimationFrame: (run) => queueMicrotask(run),
  document: {
    hidden: false,
    getElementById: (id) => elements[id],
    querySelector: () => ({ content: "token" }),
    addEventListener: () => {},
  },
  fetch: async (path) => {
    const body = requests[path.split("?")[0]];
    return { ok: body !== undefined, status: body === undefined ? 404 : 200, json: async () => body };
  },
});

// A module that is fetched meanwhile takes several turns, and each longer where the machine is busy.
const TURNS = 8;

/** Until all that is due at once has been done. */
export async function settled() {
  for (let turn = 0; turn < TURNS; turn += 1) await new Promise((resolve) => start(resolve, 4));
}
