import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { contrast, tokensOf } from "./contrast.mjs";

const css = readFileSync(new URL("../../../chatapp/static/css/tokens.css", import.meta.url), "utf8");

const light = tokensOf(css, ":root {");
const bySystem = tokensOf(css, ':root:not([data-theme="light"]) {');
const byChoice = tokensOf(css, ':root[data-theme="dark"] {');
const themes = { light, dark: { ...light, ...byChoice } };

const TEXT = [
  ...["paper", "surface", "sunken"].flatMap((ground) =>
    ["ink", "ink-soft", "ink-faint", "accent", "accent-strong", "leaf"].map((ink) => [ink, ground]),
  ),
  ["ink", "bubble"],
  ["accent", "accent-soft"],
  ["accent-strong", "accent-soft"],
  ["leaf", "leaf-soft"],
  ["amber", "amber-soft"],
  ["amber", "surface"],
  ["on-accent", "accent"],
  ["on-accent", "accent-strong"],
];

test("both ways into the dark theme lead to the same colours", () => {
  assert.ok(Object.keys(byChoice).length > 10);
  assert.deepEqual(bySystem, byChoice);
});

for (const [name, tokens] of Object.entries(themes)) {
  test(`text has a contrast of at least 4.5 in the ${name} theme`, () => {
    for (const [ink, ground] of TEXT) {
      const ratio = contrast(tokens[ink], tokens[ground]);
      assert.ok(ratio >= 4.5, `${ink} on ${ground}: ${ratio.toFixed(2)}`);
    }
  });

  test(`the lines of controls have a contrast of at least 3 in the ${name} theme`, () => {
    for (const ground of ["paper", "surface", "sunken"]) {
      const ratio = contrast(tokens["line-strong"], tokens[ground]);
      assert.ok(ratio >= 3, `line-strong on ${ground}: ${ratio.toFixed(2)}`);
    }
  });
}
