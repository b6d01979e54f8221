import assert from "node:assert/strict";
import { test } from "node:test";

import { GrowingBlocks } from "fragaria/text/growing.js";
import { blocks } from "fragaria/text/markdown.js";
import { LONG_TEXT } from "./texts.mjs";

// What a page that follows the updates shows.
class Follower {
  growing = new GrowingBlocks();
  shown = [];
  settled = [];

  hear({ from, blocks: now, settled }) {
    this.shown = [...this.shown.slice(0, from), ...now];
    for (let i = 0; i < this.settled.length; i += 1) assert.deepEqual(this.shown[i], this.settled[i], "a settled block changed");
    this.settled = this.shown.slice(0, settled);
  }

  read(text, step) {
    for (let end = step; end < text.length + step; end += step) this.hear(this.growing.update(text.slice(0, end)));
    return this;
  }
}

const words = (shown) => shown.map(({ html, code }) => html.replace(/<[^>]+>/g, "") + (code ?? "")).join(" ").replace(/\s+/g, " ");
const many = (n, make) => Array.from({ length: n }, (_, i) => make(i)).join("");

test("a growing text shows the same blocks as the whole text, however it was cut", () => {
  for (const step of [1, 2, 3, 7, 19, 64, 1000]) {
    const { shown } = new Follower().read(LONG_TEXT, step);
    // A link may refer to what comes after it, and is mended at the end.
    const whole = blocks(LONG_TEXT).filter(({ html }) => !html.includes("example.org/one\""));
    const now = shown.filter(({ html }) => !/\[1\]|example\.org\/one"/.test(html));
    assert.deepEqual(now, whole, `in steps of ${step}`);
  }
});

test("the end mends what later text has changed", () => {
  const follower = new Follower().read("See [this][a].\n\nMore.\n\n[a]: https://example.org/a\n\nEnd.", 5);
  follower.settled = [];
  follower.hear(follower.growing.finish("See [this][a].\n\nMore.\n\n[a]: https://example.org/a\n\nEnd."));
  assert.match(follower.shown[0].html, /href="https:\/\/example.org\/a"/);
});

test("a link refers to what was defined before, in a block long settled", () => {
  const { shown } = new Follower().read("[a]: https://example.org/a\n\nOne.\n\nTwo.\n\nSee [a].\n\nEnd", 3);
  assert.match(shown.at(-2).html, /href="https:\/\/example.org\/a"/);
});

test("a link of one text is none of another", () => {
  new Follower().read("[a]: https://example.org/a\n\nOne.\n\nTwo.\n", 3);
  const { shown } = new Follower().read("See [a].\n\nEnd", 3);
  assert.doesNotMatch(shown[0].html, /href/);
});

test("a formula that is half-written keeps its lines together until it is whole", () => {
  const follower = new Follower().read("Text:\n\n$$\nx\n- y\n- z\n", 1);
  assert.equal(follower.shown.length, 2);
  follower.hear(follower.growing.update("Text:\n\n$$\nx\n- y\n- z\n$$\n"));
  assert.match(follower.shown[1].html, /class="math math-display"/);
});

test("a text that is replaced by another starts over", () => {
  const follower = new Follower().read("one\n\ntwo\n\nthree", 4);
  const { from, blocks: now } = follower.growing.update("other\n\ntext");
  assert.equal(from, 0);
  assert.deepEqual(now, blocks("other\n\ntext"));
});

test("line ends of other systems are line ends", () => {
  const { shown } = new Follower().read("one\r\n\r\n```\r\na\r\n```\r\n\r\ntwo\r\n", 1);
  assert.deepEqual(shown, blocks("one\n\n```\na\n```\n\ntwo\n"));
});

const LONG_ONES = {
  "a paragraph without a line break": many(6_000, (i) => `word${i} `),
  "a paragraph of lines": many(2_000, (i) => `line ${i} of **it**\n`),
  "a text without spaces": many(20_000, (i) => String.fromCharCode(0x4e00 + (i % 5_000))),
  "a list": many(1_500, (i) => `- item ${i} of *it*\n`),
  "a numbered list": many(1_500, (i) => `${i + 1}. item ${i}\n`),
  "a code block": `\`\`\`python\n${many(2_000, (i) => `x${i} = ${i}\n`)}`,
};

for (const [name, text] of Object.entries(LONG_ONES)) {
  test(`${name} that grows long loses no word, and ends whole`, () => {
    const follower = new Follower().read(text, 997);
    assert.equal(words(follower.shown).replaceAll(" ", ""), words(blocks(text)).replaceAll(" ", ""));
    follower.settled = [];
    follower.hear(follower.growing.finish(text));
    assert.deepEqual(follower.shown, blocks(text));
  });
}

test("the items of a long numbered list go on counting where it was cut", () => {
  const { shown } = new Follower().read(many(1_500, (i) => `1. item ${i}\n`), 997);
  assert.ok(shown.length > 2);
  let next = 1;
  for (const { html } of shown) {
    assert.equal(Number(/<ol start="(\d+)"/.exec(html)?.[1] ?? 1), next);
    next += html.match(/<li>/g).length;
  }
});

// What `words` words more cost at the end of a text of `start` words, in milliseconds: the best of several tries.
function costAt(text, start, each = 40) {
  const place = text.indexOf(` t${start} `);
  const tries = Array.from({ length: 3 }, () => {
    const growing = new GrowingBlocks();
    for (let end = 0; end <= place; end += 3_000) growing.update(text.slice(0, end));
    growing.update(text.slice(0, place));
    const began = performance.now();
    for (let i = 1; i <= 150; i += 1) growing.update(text.slice(0, place + i * each));
    return (performance.now() - began) / 150;
  });
  return Math.min(...tries);
}

const ANSWERS = {
  "paragraphs and lists": many(52_000, (i) => ` t${i} ${i % 40 === 39 ? "\n\n" : ""}${i % 400 === 399 ? "- a\n- b\n\n" : ""}`),
  "one paragraph": many(52_000, (i) => ` t${i} `),
  "one code block": "```python\n" + many(52_000, (i) => ` t${i} ${i % 8 === 7 ? "\n" : ""}`),
  "one list": many(52_000, (i) => `${i % 12 === 0 ? "\n- x" : ""} t${i} `),
};

for (const [name, text] of Object.entries(ANSWERS)) {
  test(`a word of ${name} costs no more at the 50,000th than at the 1,000th`, () => {
    const [early, late] = [costAt(text, 1_000), costAt(text, 50_000)];
    // A whole parse would cost 50 times as much; the rest is for a machine that does other things too.
    assert.ok(late < early * 2 + 0.1, `${early.toFixed(3)} ms, then ${late.toFixed(3)} ms`);
  });
}
