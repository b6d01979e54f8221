// Every page can be read from the right: the style sheets speak of start and end, not of left and right.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

const FOLDERS = ["chatapp/static/css", "billing/static/stripe_sandbox"];
// Code reads from the left in every language, a table's column is aligned as its writer said, and an arrow that is a
// corner turned by 45 degrees points down in both directions.
const MEANT = new Set([
  "code.css: text-align: left",
  "prose.css: text-align: right",
  "settings.css: border-width: 0 2px 2px 0",
]);
const PHYSICAL = [
  /(?:^|[\s{;])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|left|right):/,
  /border-(?:top|bottom)-(?:left|right)-radius:/,
  /(?:text-align|float|clear): (?:left|right)\b/,
];
// Four values name the right and the left apart.
const FOUR = /^\s*(margin|padding|inset|border-width|border-radius): ([^;]+);/;

/** The values of a shorthand, of which a function's arguments are one. */
const parts = (value) => value.match(/(?:[^\s(]|\([^()]*(?:\([^()]*\)[^()]*)*\))+/g);

function isPhysical(line) {
  if (PHYSICAL.some((pattern) => pattern.test(line))) return true;
  const [, property, value] = line.match(FOUR) ?? [];
  if (!property) return false;
  const values = parts(value);
  if (property === "border-radius") {
    const [a, b = a, c = a, d = b] = values;
    return a !== b || c !== d;
  }
  return values.length === 4 && values[1] !== values[3];
}

const root = new URL("../../../", import.meta.url);
for (const folder of FOLDERS) {
  for (const file of readdirSync(new URL(`${folder}/`, root)).filter((name) => name.endsWith(".css"))) {
    test(`${file} names no side that is only left or right`, () => {
      const lines = readFileSync(new URL(`${folder}/${file}`, root), "utf8").split("\n");
      const found = lines.filter((line) => isPhysical(line) && !MEANT.has(`${file}: ${line.trim().replace(";", "")}`));
      assert.deepEqual(found, []);
    });
  }
}

test("a side is recognised wherever it stands", () => {
  for (const line of ["  left: 0;", "  margin-left: 1px;", ".a{right:0}", "  float: left;", "  padding: 0 1px 0 2px;"]) {
    assert.ok(isPhysical(line), line);
  }
  for (const line of ["  margin: 0 auto;", "  padding: 0 var(--a) max(1px, env(x)) var(--a);", "  /* as left as it was: */"]) {
    assert.ok(!isPhysical(line), line);
  }
});
