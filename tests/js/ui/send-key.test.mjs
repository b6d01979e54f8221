import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import "../page.mjs";

const { boot } = await import("fragaria/store/boot.js");
const { isSendKey } = await import("fragaria/ui/send-key.js");

const press = (more = {}) => isSendKey({ key: "Enter", keyCode: 13, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, ...more });
const touch = (is) => {
  globalThis.matchMedia = () => ({ matches: is });
};

beforeEach(() => {
  delete boot.preferences;
  touch(false);
});

test("Enter sends, with Shift it makes a new line, and with Ctrl or Cmd it sends as well", () => {
  assert.deepEqual([press(), press({ shiftKey: true }), press({ ctrlKey: true }), press({ metaKey: true })], [true, false, true, true]);
  assert.equal(press({ key: "a" }), false);
});

test("who prefers it sends with Ctrl or Cmd only", () => {
  boot.preferences = { send_key: "mod-enter" };
  assert.deepEqual([press(), press({ ctrlKey: true }), press({ metaKey: true })], [false, true, true]);
  boot.preferences = { send_key: "enter" };
  assert.equal(press(), true);
});

test("on a touch screen Enter makes a new line, and a keyboard's Ctrl with Enter sends", () => {
  touch(true);
  assert.deepEqual([press(), press({ ctrlKey: true })], [false, true]);
});

test("Enter that ends a composition never sends", () => {
  for (const more of [{ isComposing: true }, { keyCode: 229 }, { keyCode: 229, ctrlKey: true }]) assert.equal(press(more), false);
});
