import assert from "node:assert/strict";
import { test } from "node:test";

import "../page.mjs";
import { elements, words } from "../vnodes.mjs";

const { boot } = await import("fragaria/store/boot.js");
const { Notice } = await import("fragaria/ui/notice.js");

const buttons = () => elements(Notice()).filter(({ type }) => type === "button");

test("without a notice there is nothing", () => {
  assert.equal(Notice(), null);
});

test("what must be settled stays, with the way to settle it", () => {
  boot.notice = { level: "bad", text: "The last payment failed.", label: "Pay", url: "/settings/billing/x/" };
  assert.match(words(Notice()), /The last payment failed\. Pay/);
  assert.equal(elements(Notice()).find(({ type }) => type === "a").props.href, "/settings/billing/x/");
  assert.equal(buttons().length, 0);
});

test("what is only to be known can be put away, and another one comes", () => {
  boot.notice = { level: "info", text: "Plus ends tomorrow.", label: "Keep it", url: "/" };
  buttons()[0].props.onClick();
  assert.equal(Notice(), null);
  boot.notice = { ...boot.notice, text: "Plus ends today." };
  assert.match(words(Notice()), /today/);
});
