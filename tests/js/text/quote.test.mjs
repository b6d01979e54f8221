import assert from "node:assert/strict";
import { test } from "node:test";

import { quoted, textOf, withQuote } from "fragaria/text/quote.js";

// Enough of a page for reading it.
const words = (nodeValue) => ({ nodeType: 3, nodeValue, textContent: nodeValue });
const node = (localName, ...childNodes) => ({ nodeType: 1, localName, childNodes });
const katex = (source) => ({
  nodeType: 1,
  localName: "span",
  classList: { contains: (name) => name === "katex" },
  childNodes: [words("x2"), words("x^2")],
  querySelector: () => ({ textContent: source }),
});

test("paragraphs, lists and code are read in lines", () => {
  const list = node("ul", node("li", words("one")), node("li", words("two")));
  const text = textOf(node("div", node("p", words("So:")), list, node("pre", node("code", words("a = 1\nb = 2")))));
  assert.equal(text, "So:\n\none\ntwo\n\na = 1\nb = 2");
});

test("a formula is quoted once, as it was written, and buttons are not words", () => {
  const text = textOf(node("p", words("It is "), katex("x^2"), words("."), node("button", words("Copy"))));
  assert.equal(text, "It is $x^2$.");
});

test("a table keeps its cells apart", () => {
  const row = (...cells) => node("tr", ...cells.map((cell) => node("td", words(cell))));
  assert.equal(textOf(node("table", row("a", "1"), row("b", "2"))), "a\t1\nb\t2");
});

test("every line of a quotation is marked, empty ones without a space at the end", () => {
  assert.equal(quoted("one\n\ntwo\n"), "> one\n>\n> two");
});

test("it goes behind what is written already, with room to go on", () => {
  assert.equal(withQuote("", "so"), "> so\n\n");
  assert.equal(withQuote("First: \n", "so"), "First:\n\n> so\n\n");
});
