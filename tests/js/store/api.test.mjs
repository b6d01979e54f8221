import assert from "node:assert/strict";
import { test } from "node:test";

import "../page.mjs";

const { api } = await import("fragaria/store/api.js");

let sent;
let answer;
globalThis.fetch = async (path, init) => {
  sent = { path, ...init };
  return answer;
};

test("the token is that of whoever is signed in now", async () => {
  answer = { ok: true, status: 204 };
  globalThis.document.cookie = "";
  await api.put("messages/1/feedback", { value: "up" });
  assert.equal(sent.headers["X-CSRFToken"], "token");
  globalThis.document.cookie = "x=1; csrftoken=fresh";
  await api.put("messages/1/feedback", { value: "up" });
  assert.equal(sent.headers["X-CSRFToken"], "fresh");
});

test("who is signed out is told so, and who is refused why", async () => {
  const refused = (status, told) => ({ ok: false, status, json: async () => told });
  answer = refused(401, { detail: "Unauthorized" });
  await assert.rejects(api.post("projects", {}), { status: 401, said: /You are signed out/ });
  answer = refused(400, { code: "x", message: "Too many." });
  await assert.rejects(api.post("projects", {}), { status: 400, said: "Too many." });
  answer = { ok: false, status: 502, json: async () => JSON.parse("<h1>") };
  await assert.rejects(api.post("projects", {}), { status: 502, said: "" });
});
