import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const VENDOR = new URL("../../../chatapp/static/vendor/", import.meta.url);
const read = (name) => readFileSync(new URL(name, VENDOR));
const rows = read("VENDOR.md")
  .toString()
  .split("\n")
  .filter((line) => /^\| [`–]/.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
  .map(([, name, , licence, file, , sum]) => ({ name, licence: licence.match(/\((.+)\)/)[1], file, sum }));

test("every vendored file has the checksum that VENDOR.md states", () => {
  for (const { file, sum } of rows) {
    assert.equal(createHash("sha256").update(read(file)).digest("hex"), sum, file);
  }
});

test("every font has the checksum in its list, and no other is there", () => {
  const sums = read("katex/SHA256SUMS").toString().trim().split("\n").map((line) => line.split("  "));
  for (const [sum, file] of sums) {
    assert.equal(createHash("sha256").update(read(`katex/${file}`)).digest("hex"), sum, file);
  }
  const fonts = readdirSync(new URL("katex/fonts/", VENDOR)).map((name) => `fonts/${name}`);
  assert.deepEqual(sums.map(([, file]) => file).sort(), fonts.sort());
});

test("VENDOR.md lists every vendored file, with a licence that is there", () => {
  const modules = readdirSync(VENDOR, { recursive: true }).filter((name) => /\.(?:m?js|css)$/.test(name));
  assert.deepEqual(rows.map((row) => row.file).sort(), modules.sort());
  for (const { licence } of rows) assert.ok(read(licence).length > 100, licence);
});

test("imports.json says the same as VENDOR.md", () => {
  const expected = Object.fromEntries(rows.filter((row) => row.name !== "–").map((row) => [row.name, row.file]));
  assert.deepEqual(JSON.parse(read("imports.json")), expected);
});
