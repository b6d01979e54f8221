import assert from "node:assert/strict";
import { test } from "node:test";

import "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { allowance } = await import("fragaria/store/allowance.js");
const { boot } = await import("fragaria/store/boot.js");
const { chooseMode, mode } = await import("fragaria/store/asking.js");
const { AllowanceLine, ModeSwitch } = await import("fragaria/ui/mode-switch.js");

const radios = () => elements(ModeSwitch()).filter(({ type }) => type === "input");

test("the picker offers Auto, Fast and Think, and marks the one chosen", () => {
  assert.equal(words(ModeSwitch()), "How to answer Auto Fast Think");
  assert.deepEqual(radios().map(({ props }) => props.checked), [true, false, false]);
  radios()[2].props.onChange();
  assert.equal(mode.value, "think");
  assert.deepEqual(radios().map(({ props }) => props.checked), [false, false, true]);
  chooseMode("auto");
});

test("in Auto the line beside it tells of both meters, otherwise of the one that counts", () => {
  allowance.value = { fast: { used: 3, limit: 10 }, think: { used: 1, limit: 3 } };
  assert.equal(words(AllowanceLine()), "7 fast · 2 thinking left");
  chooseMode("think");
  assert.equal(words(AllowanceLine()), "2 of 3 left");
  chooseMode("auto");
});

test("the demo model is named in Auto too", () => {
  boot.demo = true;
  boot.models = { fast: { label: "Seedling" }, think: { label: "Seedling" } };
  assert.match(words(AllowanceLine()), /Seedling/);
  boot.demo = false;
});
