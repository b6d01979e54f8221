import assert from "node:assert/strict";
import { test } from "node:test";

import { factsOf, refusalOf, sizeOf, wordFor } from "fragaria/text/files.js";

const limits = { files: 2, upload: 1_000_000 };

test("sizes are said as people say them", () => {
  assert.deepEqual([0, 999, 1200, 12_345, 999_600, 1_440_000, 20_000_000].map((bytes) => sizeOf(bytes, "en")), [
    "1 kB", "1 kB", "2 kB", "13 kB", "1 MB", "1.4 MB", "20 MB",
  ]);
});

test("a file is told in a few words", () => {
  assert.equal(factsOf({ kind: "pdf", size: 1_440_000, pages: 80 }, "en"), "PDF · 80 pages · 1.4 MB");
  assert.equal(factsOf({ kind: "pdf", size: 1000, pages: 1 }, "en"), "PDF · 1 page · 1 kB");
  assert.equal(factsOf({ kind: "table", size: 1000, rows: 3 }, "en"), "Table · 3 rows · 1 kB");
  assert.equal(factsOf({ kind: "constructor", size: 1000 }, "en"), "1 kB");
});

test("what cannot be taken is not even sent", () => {
  assert.equal(refusalOf({ size: 1 }, 1, limits), "");
  assert.equal(refusalOf({ size: 1 }, 2, limits), "many");
  assert.equal(refusalOf({ size: 1_000_001 }, 0, limits), "large");
  assert.equal(refusalOf({ size: 0 }, 0, limits), "empty");
});

test("every failure has a word, the server's own where it has one", () => {
  assert.match(wordFor({ why: "many" }, limits), /at most 2 files/);
  assert.match(wordFor({ why: "large" }, limits), /1\sMB/);
  assert.equal(wordFor({ word: "Save it as PDF." }, limits), "Save it as PDF.");
  assert.ok(wordFor({ why: "toString" }, limits));
});
