import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { sockets } from "../page.mjs";

const { live } = await import("fragaria/live/connection.js");
const { allowance } = await import("fragaria/store/allowance.js");
const asking = await import("fragaria/store/asking.js");
const { boot } = await import("fragaria/store/boot.js");
const { chooseModel, chosenModels, isIncluded, modelFor, modelsFor } = await import("fragaria/store/models.js");
const { openNew } = await import("fragaria/store/thread.js");

live.start();
const socket = sockets[0];
socket.says({ type: "hello", heartbeat: 20 });

const model = (name, ...plans) => ({ name, about: "", context: 4096, plans: plans.map((code) => ({ code, name: code })) });

beforeEach(() => {
  boot.choices = { fast: [model("small"), model("large", "plus", "pro")], think: [model("small"), model("large", "plus"), model("deep", "pro")] };
  allowance.value = { plan: "plus" };
  chosenModels.value = {};
  openNew();
  asking.outgoing.value = new Map();
  socket.sent.length = 0;
});

test("a choice is remembered for its mode, and the first one is no choice", () => {
  chooseModel("think", "large");
  assert.deepEqual([modelFor("think"), modelFor("fast"), modelFor("auto")], ["large", "", ""]);
  assert.deepEqual(JSON.parse(localStorage.getItem("fragaria:models")), { think: "large" });
  chooseModel("think", "small");
  assert.equal(modelFor("think"), "");
});

test("what the plan does not have, and what is not there any more, is not chosen", () => {
  assert.deepEqual(modelsFor("think").map(isIncluded), [true, true, false]);
  chooseModel("think", "deep");
  assert.equal(modelFor("think"), "");
  allowance.value = { plan: "pro" };
  assert.equal(modelFor("think"), "deep");
  boot.choices = {};
  assert.deepEqual([modelFor("think"), modelsFor("think")], ["", []]);
});

test("a question names the model that is chosen for its mode, and Auto none", () => {
  chooseModel("fast", "large");
  for (const mode of ["fast", "think", "auto"]) {
    openNew();
    asking.chooseMode(mode);
    asking.editDraft(`Why ${mode}?`);
    asking.submit();
    asking.outgoing.value = new Map();
  }
  const sent = socket.sent.filter((frame) => frame.type === "send");
  assert.deepEqual(sent.map((frame) => [frame.mode, frame.model]), [["fast", "large"], ["think", undefined], ["auto", undefined]]);
});
