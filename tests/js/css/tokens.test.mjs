import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const css = readFileSync(new URL("../../../chatapp/static/css/tokens.css", import.meta.url), "utf8");

const tokensIn = (block) => Object.fromEntries([...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, k, v]) => [k, v]));
const block = (selector) => css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)[1];

const light = tokensIn(block(":root {"));
const bySystem = tokensIn(block(':root:not([data-theme="light"]) {'));
const byChoice = tokensIn(block(':root[data-theme="dark"] {'));
const themes = { light, dark: { ...light, ...byChoice } };

// WCAG 2.2, relative luminance and contrast ratio.
const luminance = (hex) => {
  const [r, g, b] = hex
    .match(/[0-9a-f]{2}/gi)
    .map((part) => parseInt(part, 16) / 255)
    .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a, b) => {
  const [dark, bright] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
};

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
