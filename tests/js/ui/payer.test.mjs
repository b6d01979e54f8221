import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { requests, settled, sockets } from "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { live } = await import("fragaria/live/connection.js");
const { receive } = await import("fragaria/live/frames.js");
const { allowance } = await import("fragaria/store/allowance.js");
const asking = await import("fragaria/store/asking.js");
const { payers } = await import("fragaria/store/payer.js");
const { thread } = await import("fragaria/store/thread.js");
const { Refusal } = await import("fragaria/ui/limits.js");
const { PayerChoice } = await import("fragaria/ui/payer.js");

asking.startDrafts();
live.onFrame = receive;
live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });
globalThis.matchMedia = () => ({ matches: true });

const own = { id: "own", name: "", seated: true, chosen: true };
const team = { id: "team", name: "Kitchen", seated: true, chosen: false };
const some = { used: 1, limit: 10, credit: 0, next_slot_at: null };
const left = (plan) => ({ plan, plan_name: plan, fast: some, think: some, upgrade: true, slowed: null });

beforeEach(() => {
  payers.value = [own, team];
  thread.value = { id: null, title: "", messages: [], status: "ready" };
  asking.outgoing.value = new Map();
  asking.refusal.value = null;
  socket.sent.length = 0;
});

test("who has one account sees no choice", () => {
  payers.value = [own];
  assert.equal(PayerChoice(), null);
});

test("the choice names the accounts, and a team without a seat says so", () => {
  payers.value = [own, { ...team, seated: false, chosen: true }].map((each, n) => ({ ...each, chosen: n === 1 }));
  assert.match(words(PayerChoice()), /Your own account Kitchen \(no seat\) Without a seat there, your own account pays\./);
});

test("another choice shows what it leaves", async () => {
  requests["/api/payer"] = { payers: [{ ...own, chosen: false }, { ...team, chosen: true }], allowance: left("team") };
  const select = elements(PayerChoice()).find(({ type }) => type === "select");
  select.props.onChange({ target: { value: "team" } });
  await settled();
  assert.equal(payers.value[1].chosen, true);
  assert.equal(allowance.value.plan, "team");
});

test("without a seat the own account takes the conversation over, and the question goes again", async () => {
  payers.value = [own];
  thread.value = { id: "c1", title: "", messages: [], status: "ready" };
  asking.editDraft("and then?");
  asking.submit();
  const [{ client_id: id }] = socket.sent.filter(({ type }) => type === "send");
  socket.says({ type: "refused", client_id: id, code: "no_seat", message: "No seat.", reset_at: null, allowance: left("free") });
  requests["/api/conversations/c1/payer"] = { conversation: { id: "c1" }, allowance: left("plus") };
  const press = elements(Refusal()).find((each) => each.type === "button" && words(each) === "Go on with my own account");
  await press.props.onClick();
  const sent = socket.sent.filter(({ type }) => type === "send");
  assert.deepEqual(sent.map(({ conversation, text }) => [conversation, text]), [["c1", "and then?"], ["c1", "and then?"]]);
  assert.equal(allowance.value.plan, "plus");
  assert.equal(asking.refusal.value, null);
});

test("a limit of the own account does not offer it", () => {
  asking.editDraft("why?");
  asking.submit();
  const [{ client_id: id }] = socket.sent.filter(({ type }) => type === "send");
  socket.says({ type: "refused", client_id: id, code: "no_allowance", message: "Used up.", reset_at: null, allowance: left("free") });
  assert.equal(elements(Refusal()).find((each) => words(each) === "Go on with my own account"), undefined);
});
