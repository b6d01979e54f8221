import assert from "node:assert/strict";
import { test } from "node:test";

import { GrowingBlocks } from "fragaria/text/growing.js";
import { highlighted } from "fragaria/text/highlight.js";
import { blocks } from "fragaria/text/markdown.js";

// Milliseconds; a person would call the page stuck at ten times that. It is wide for machines that do other things.
const BOUND = 3_000;
const MB = 1_000_000;
const of = (piece, length = 60_000) => piece.repeat(Math.ceil(length / piece.length));
const html = (text) => blocks(text).map((block) => block.html + (block.code ?? "")).join("");

const TEXTS = {
  "quotes 1,000 deep": `${"> ".repeat(1_000)}x`,
  "lists 1,000 deep": Array.from({ length: 1_000 }, (_, i) => `${"  ".repeat(i)}- x`).join("\n"),
  "quotes and lists in turn": `${"> - ".repeat(1_000)}x`,
  "a line of a megabyte": of("x", MB),
  "a line of a megabyte of words": of("word ", MB),
  "a quarter of a megabyte of addresses": of("http://a.b/c?d=e ", MB / 4),
  "an address of a megabyte": `http://${of("a.", MB)}`,
  "mail addresses without an end": of("a@"),
  "opening brackets": of("["),
  "links in links": of("[a]("),
  "pictures in links": of("![[]()"),
  asterisks: of("*a_ "),
  "only asterisks": of("*"),
  "emphasis without an end": of("**a *b "),
  "back ticks of every length": Array.from({ length: 1_500 }, (_, i) => "`".repeat(i % 600)).join(" "),
  dollars: of("$"),
  "dollars without an end": of("$a "),
  "double dollars without an end": of("$$a\n"),
  "formulas without an end": of("\\(a "),
  "displays without an end": of("\\[a\n"),
  "displays without an end, in a quote": of("> $$a\n"),
  "angle brackets": of("<a "),
  comments: of("<!-- "),
  entities: of("&amp;&#x;&"),
  "a table of 6,000 rows": `| a | b |\n|---|---|\n${of("| 1 | 2 |\n")}`,
  "a table of 5,000 columns": `${of("| a ", 20_000)}|\n${of("|---", 20_000)}|\n${of("| 1 ", 20_000)}|`,
  "rows of pipes": of("|||||||\n"),
  "definitions": Array.from({ length: 10_000 }, (_, i) => `[a${i}]: /u`).join("\n"),
  "the same definition": of("[a]: /u\n"),
  "an unclosed fence": `\`\`\`js\n${of("x\n", MB)}`,
  "fences without an end": of("```\n~~~\n"),
  "blank lines": of("\n", MB),
  tabs: of("\t", MB),
  "headings": of("# a\n"),
  "half a rule": of("- - "),
  "task boxes": of("- [ ] "),
  "turned text": of("\u202e\u2066\u0000"),
};

for (const [name, text] of Object.entries(TEXTS)) {
  test(`${name} cost a bounded time`, () => {
    const began = performance.now();
    assert.doesNotMatch(html(text), /<script|onerror=|javascript:/i);
    const growing = new GrowingBlocks();
    for (let i = 1; i <= 4; i += 1) growing.update(text.slice(0, (text.length * i) / 4));
    const took = performance.now() - began;
    assert.ok(took < BOUND, `${took.toFixed(0)} ms`);
    if (process.env.SHOW) console.log(name, took.toFixed(0));
  });
}

test("what is nested too deep to be formatted is shown as it was written", () => {
  assert.match(html(`${"> ".repeat(300)}the point`), /^<p class="as-written">(?:&gt; ){300}the point<\/p>$/);
  assert.match(html(`before\n\n${"> ".repeat(300)}the point\n\nafter`), /before.*the point.*after/s);
});

const SCRIPTS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "<!-- --><svg onload=alert(1)>",
  "[a](javascript:alert(1))",
  "[a](JaVaScRiPt:alert(1))",
  "[a](&#106;avascript:alert(1))",
  "[a](java\tscript:alert(1))",
  "[a](data:text/html;base64,PHNjcmlwdD4=)",
  "![a](javascript:alert(1))",
  "<javascript:alert(1)>",
  '[a](https://x.example "x\\" onmouseover=alert(1)")',
  "```\" onmouseover=alert(1)\nx\n```",
  "$<img src=x onerror=alert(1)>$",
  "$$\n</div><script>alert(1)</script>\n$$",
  "[a]: javascript:alert(1)\n\n[a]",
  '| <b onclick=alert(1)> |\n|---|\n| "><script> |',
];

// Outside of text, that is of quoted values and between tags.
const tagsOf = (markup) => markup.match(/<[a-z][^>]*>/gi) ?? [];

test("nothing that a text says becomes an element or an attribute that acts, before it is cleaned already", () => {
  for (const text of SCRIPTS) {
    for (const tag of tagsOf(html(text))) {
      assert.doesNotMatch(tag, /^<(?:script|svg|img|b)\b/i, text);
      const names = tag.replace(/"[^"]*"/g, "");
      assert.doesNotMatch(names, /\son\w+=/i, text);
      assert.doesNotMatch(tag, /(?:href|src)="\s*(?:javascript|data|vbscript):(?!image)/i, text);
    }
  }
});

test("code that is too long for colours stays plain", async () => {
  assert.equal(await highlighted("x".repeat(3_001), "python"), null);
  assert.equal(await highlighted("x\n".repeat(30_000), "python"), null);
  assert.equal(await highlighted("x", "no-such-language"), null);
  assert.equal(await highlighted("x", ""), null);
  assert.match(await highlighted("def f(): pass", "python"), /hljs-keyword/);
});

test("coloured code is escaped, and costs a bounded time in every language", async () => {
  assert.match(await highlighted('x = "<script>"', "python"), /&lt;script&gt;/);
  const { default: library } = await import("highlight.js");
  const codes = [of("a = \"'`${", 2_900), of("((((", 2_900), of("<a <!-- ", 2_900), of("/* // # -- {{ ", 2_900), of("0x1e+", 2_900)];
  for (const language of library.listLanguages()) {
    for (const code of codes) {
      const began = performance.now();
      await highlighted(`${code}\n${code}`, language);
      const took = performance.now() - began;
      assert.ok(took < BOUND, `${language}: ${took.toFixed(0)} ms`);
      if (process.env.SHOW && took > 60) console.log(language, code.slice(0, 10), took.toFixed(0));
    }
  }
});
