import assert from "node:assert/strict";
import { test } from "node:test";

import { sockets } from "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { live } = await import("fragaria/live/connection.js");
const { thread } = await import("fragaria/store/thread.js");
const { Offer } = await import("fragaria/ui/offer.js");

live.start();
sockets[0].says({ type: "hello", heartbeat: 20 });
globalThis.matchMedia = () => ({ matches: true }); // a phone
const question = { id: "q1", parent: "a0", role: "user", text: "37 * 48" };
const offer = (doubt) => Offer({ run: { id: "r1", status: "succeeded", mode: "fast", doubt }, question });

test("an answer that nothing speaks against is offered nothing", () => {
  for (const doubt of ["", undefined, "toString"]) assert.equal(offer(doubt), null);
  assert.equal(Offer({ run: null, question }), null);
});

test("a doubted one says why", () => {
  assert.match(words(offer("refuted")), /^A check found a mistake in this answer\. Think about this$/);
  assert.match(words(offer("unsure")), /^The model was not sure of this answer\. Think about this$/);
});

test("where it cannot be thought about any more, a mistake stays named and a mere doubt does not", () => {
  assert.equal(words(Offer({ run: { doubt: "refuted" }, question: null })), "A check found a mistake in this answer.");
  assert.equal(Offer({ run: { doubt: "unsure" }, question: null }), null);
});

test("pressing the button asks the question again in Think, once", () => {
  thread.value = { id: "c1", title: "", messages: [], status: "ready" };
  const press = () => elements(offer("unsure")).find(({ type }) => type === "button").props;
  assert.equal(press().disabled, false);
  press().onClick();
  const sent = sockets[0].sent.filter(({ type }) => type === "send");
  assert.deepEqual(sent.map(({ mode, question: about, parent, text }) => [mode, about, parent, text]), [["think", "q1", "a0", "37 * 48"]]);
  assert.equal(press().disabled, true);
});
