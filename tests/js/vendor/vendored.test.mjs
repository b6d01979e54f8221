import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";

const VENDOR = new URL("../../../chatapp/static/vendor/", import.meta.url);
const read = (name) => readFileSync(new URL(name, VENDOR));
const rows = read("VENDOR.md")
  .toString()
  .split("\n")
  .filter((line) => line.startsWith("| `"))
  .map((line) => line.split("|").map((cell) => cell.trim().replaceAll("`", "")))
  .map(([, name, , licence, file, , sum]) => ({ name, licence: licence.match(/\((.+)\)/)[1], file, sum }));

test("every vendored file has the checksum that VENDOR.md states", () => {
  for (const { file, sum } of rows) {
    assert.equal(createHash("sha256").update(read(file)).digest("hex"), sum, file);
  }
});

test("VENDOR.md lists every vendored file, with a licence that is there", () => {
  const modules = readdirSync(VENDOR).filter((name) => name.endsWith(".mjs"));
  assert.deepEqual(rows.map((row) => row.file).sort(), modules.sort());
  for (const { licence } of rows) assert.ok(read(licence).length > 100, licence);
});

test("imports.json says the same as VENDOR.md", () => {
  const expected = Object.fromEntries(rows.map((row) => [row.name, row.file]));
  assert.deepEqual(JSON.parse(read("imports.json")), expected);
});
