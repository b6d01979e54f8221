import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";

import { t, tn } from "fragaria/text/t.js";

/** What `expression` is where the page is in another language. */
function said(language, expression) {
  const code = `import { t, tn } from "fragaria/text/t.js"; console.log(${expression});`;
  const options = { env: { ...process.env, WORDS: language }, encoding: "utf8" };
  const run = spawnSync(process.execPath, ["--import", "./tests/js/resolve.mjs", "--input-type=module", "-e", code], options);
  return run.stdout.trim() || run.stderr;
}

test("a text without a translation is itself, with its values filled in", () => {
  assert.equal(t("Thought for {time}", { time: "3 s" }), "Thought for 3 s");
  assert.equal(t("{unknown} stays"), "{unknown} stays");
});

test("a value that looks like a place is not filled again", () => {
  assert.equal(t("{a} and {b}", { a: "{b}", b: "2" }), "{b} and 2");
});

test("one and many are told apart", () => {
  assert.equal(tn("{n} path", "{n} paths", 1), "1 path");
  assert.equal(tn("{n} path", "{n} paths", 0), "0 paths");
  assert.equal(tn("{n} path", "{n} paths", 8), "8 paths");
});

test("two meanings of one English word look the same in English", () => {
  assert.equal(t("Light@effort"), "Light");
  assert.equal(t("write to chat@example.org"), "write to chat@example.org");
});

test("in Chinese there is one form for every number, and what is not translated stays English", () => {
  assert.equal(said("zh-hans", 'tn("{n} path", "{n} paths", 1)'), "1 条路径");
  assert.equal(said("zh-hans", 'tn("{n} path", "{n} paths", 8)'), "8 条路径");
  assert.equal(said("zh-hans", 't("Thought for {time}", { time: "3 秒" })'), "已思考 3 秒");
  assert.equal(said("zh-hans", 't("Not in any catalogue")'), "Not in any catalogue");
});
