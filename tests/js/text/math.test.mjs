import assert from "node:assert/strict";
import { test } from "node:test";

import { inside } from "fragaria/text/formula.js";
import { blocks } from "fragaria/text/markdown.js";

const html = (text) => blocks(text).map((block) => block.html).join("");
const formulas = (text) => [...html(text).matchAll(/class="math(?: math-display)?">([^<]*)</g)].map(([, found]) => found);

test("all four ways to write a formula are known", () => {
  assert.deepEqual(formulas("a $x^2$, \\(y\\) and \\[z\\] and $$w$$."), ["$x^2$", "\\(y\\)", "\\[z\\]", "$$w$$"]);
  assert.deepEqual(formulas("$$\nx\n- y\n$$\n\n\\[\na * b * c\n\\]"), ["$$\nx\n- y\n$$", "\\[\na * b * c\n\\]"]);
  assert.deepEqual(formulas("- so\n  $$\n  x\n  $$"), ["$$\nx\n$$"]);
});

test("money is not a formula", () => {
  for (const text of [
    "$5 and $10", "**$5** to **$10**", "US$5 or US$6", "$5-$10", "$5/month, $10/month", "$5 million and 6$ more",
    "from $1,000 to $2,000", "It is $3.", "\\$5$ and $6", "$20, not 30$x", "(~$5; ~$6)",
  ]) {
    assert.deepEqual(formulas(text), [], text);
  }
  assert.deepEqual(formulas("It costs $5, so $x = 5$."), ["$x = 5$"]);
});

test("a half-written formula is text", () => {
  for (const text of ["$x", "$$x", "\\(x", "\\[x", "$$\nx", "\\[\nx", "$ x $", "$x\n\ny$", "$$\nx\n\ny\n$$"]) {
    assert.deepEqual(formulas(text), [], text);
  }
});

test("markdown inside a formula is not markdown", () => {
  assert.equal(html("$a_1 * b * c_2$"), '<p><span class="math">$a_1 * b * c_2$</span></p>\n');
  assert.match(html("$a < b & c$"), /\$a &lt; b &amp; c\$/);
});

test("dollars in code are code", () => {
  assert.deepEqual(formulas("`$a$` and\n\n```\n$b$\n```"), []);
});

test("the delimiters are taken off, a sentence's mark stays", () => {
  assert.deepEqual(["$x$", "\\(x\\)", "$$x$$", "\\[\nx\n\\].", "$$ x $$,"].map(inside), ["x", "x", "x", "x.", "x,"]);
});
