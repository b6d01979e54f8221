import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contrast, tokensOf } from "./contrast.mjs";

const read = (name) => readFileSync(new URL(`../../../chatapp/static/css/${name}.css`, import.meta.url), "utf8");
const [code, tokens] = [read("code"), read("tokens")];
const DARK = ':root[data-theme="dark"] {';

test("both ways into the dark theme lead to the same colours of code", () => {
  assert.deepEqual(tokensOf(code, ':root:not([data-theme="light"]) {'), tokensOf(code, DARK));
});

for (const [name, selector] of [["light", ":root {"], ["dark", DARK]]) {
  test(`code has a contrast of at least 4.5 in the ${name} theme`, () => {
    const ground = tokensOf(tokens, selector).sunken;
    for (const [ink, colour] of Object.entries(tokensOf(code, selector))) {
      const ratio = contrast(colour, ground);
      assert.ok(ratio >= 4.5, `${ink}: ${ratio.toFixed(2)}`);
    }
  });
}
