import assert from "node:assert/strict";
import { test } from "node:test";

import { blocks } from "fragaria/text/markdown.js";
import { LONG_TEXT as TEXT } from "./texts.mjs";

const html = (text) => blocks(text).map((block) => block.html).join("");

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
  assert.match(html("```python\nx\n```"), /<span class="code-language">python<\/span>/);
  assert.match(html("```python {1-3}\nx\n```"), /<span class="code-language">python<\/span>/);
  assert.match(html('```"><b>\nx\n```'), /<span class="code-language"><\/span>/);
});

test("a block's code is kept apart from its HTML, and escaped where it stands inside another block", () => {
  assert.equal(blocks("```\n<b>&\n```")[0].code, "<b>&\n");
  assert.match(html("- ```\n  <b>&\n  ```"), /<code>&lt;b&gt;&amp;\n<\/code>/);
});

test("a list of tasks has check boxes that cannot be pressed", () => {
  const list = html("- [x] buy **milk**\n- [ ] go\n- [link](https://example.org)");
  assert.match(list, /<li class="task"><input type="checkbox" disabled checked aria-label="Done"> buy <strong>milk/);
  assert.match(list, /<li class="task"><input type="checkbox" disabled aria-label="To do"> go/);
  assert.match(list, /<li><a href/);
});

test("lists stand in lists", () => {
  assert.match(html("1. a\n   - b\n     - c\n2. d"), /<ol>\s*<li>a\s*<ul>\s*<li>b\s*<ul>\s*<li>c/);
});

test("a picture of this site is shown, a page of it is not asked for", () => {
  globalThis.location = new URL("https://chat.example/chat/");
  try {
    assert.match(html("![a cat](/files/cat.png)"), /<img src="https:\/\/chat\.example\/files\/cat\.png" alt="a cat"/);
    assert.doesNotMatch(html("![x](/accounts/logout/) ![y](//evil.example/a.png) ![z](https://evil.example/b.png)"), /<img/);
  } finally {
    delete globalThis.location;
  }
});
