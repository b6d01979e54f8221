import assert from "node:assert/strict";
import { test } from "node:test";

import { blocks, GrowingBlocks } from "fragaria/text/markdown.js";

const html = (text) => blocks(text).join("");

const TEXT = `# Title

A paragraph
over two lines, with **bold** and \`code\`.

1. one

   still one
2. two
   - inner

| a | b |
|:--|--:|
| 1 | 2 |

\`\`\`python
def f():

    return "# not a title"
\`\`\`

> quoted
> more

Setext
------

    indented code

- loose

- list
***
The end, see https://example.org/.`;

test("an answer line right after a list stands on a line of its own", () => {
  assert.match(html("1. 1776-19=1757\nAnswer: 1757"), /1757<br>\s*Answer: 1757/);
});

test("raw HTML stays text", () => {
  assert.match(html('<img src=x onerror="alert(1)"> <script>x</script>'), /&lt;img src=x.*&lt;script&gt;/);
});

test("links to scripts are not links", () => {
  assert.doesNotMatch(html("[a](javascript:alert(1)) <javascript:x> [b](vbscript:x) [c](data:text/html,x)"), /href/);
});

test("a picture becomes a link, so that nothing is fetched for it", () => {
  assert.equal(html("![a <b>](https://x.example/a.png?q=\"1)").includes("<img"), false);
  assert.match(html("![alt](https://x.example/a.png)"), /<a href="https:\/\/x\.example\/a\.png">alt<\/a>/);
});

test("nothing has a style attribute: the page's policy forbids them", () => {
  assert.doesNotMatch(html(TEXT), /style=/);
  assert.match(html(TEXT), /<td class="align-right">2<\/td>/);
});

test("a fence's language is shown only when it is a plain word", () => {
  assert.match(html("```python\nx\n```"), /<span>python<\/span>/);
  assert.match(html('```"><b>\nx\n```'), /<span><\/span>/);
});

test("code is escaped", () => {
  assert.match(html("```\n<b>&\n```"), /<code>&lt;b&gt;&amp;\n<\/code>/);
});

test("a growing text ends as the same blocks as the whole text, however it was cut", () => {
  for (const step of [1, 2, 3, 7, 19, 64, 1000]) {
    const growing = new GrowingBlocks();
    let last = [];
    for (let end = step; end < TEXT.length + step; end += step) last = growing.update(TEXT.slice(0, end));
    assert.deepEqual(last, blocks(TEXT), `in steps of ${step}`);
  }
});

test("blocks before the last one are not made anew while a text grows", () => {
  const growing = new GrowingBlocks();
  const paragraph = (n) => Array.from({ length: n }, (_, i) => `Paragraph ${i}.\n\n`).join("");
  growing.update(paragraph(200));
  const started = performance.now();
  for (let i = 0; i < 100; i += 1) growing.update(paragraph(200) + "word ".repeat(i));
  const perUpdate = (performance.now() - started) / 100;
  const wholeStarted = performance.now();
  for (let i = 0; i < 5; i += 1) blocks(paragraph(200));
  const perWhole = (performance.now() - wholeStarted) / 5;
  assert.ok(perUpdate < perWhole / 3, `${perUpdate} ms an update, ${perWhole} ms for the whole`);
});

test("a text that is replaced by another starts over", () => {
  const growing = new GrowingBlocks();
  growing.update("one\n\ntwo\n\nthree");
  assert.deepEqual(growing.update("other\n\ntext"), blocks("other\n\ntext"));
});
