// Formulas as DOM nodes, by KaTeX.

import { once, style } from "fragaria/text/lazy.js";

// Bounds for what a hostile formula may ask for: `maxSize` is in em, `maxExpand` counts macros.
const OPTIONS = {
  throwOnError: true,
  strict: "ignore",
  trust: false,
  output: "htmlAndMathml",
  maxSize: 40,
  maxExpand: 400,
};

// KaTeX's small build is a script that leaves a global behind.
const load = () =>
  once("katex", async () => {
    await Promise.all([import("katex"), style("katex/css")]);
    return globalThis.katex;
  });

// The policy of the page forbids style attributes; the same styles set by a script are allowed.
function bySheet(node) {
  const css = node.attributes?.style;
  if (css) {
    delete node.attributes.style;
    const make = node.toNode.bind(node);
    node.toNode = () => {
      const element = make();
      element.style.cssText = css;
      return element;
    };
  }
  node.children?.forEach(bySheet);
  return node;
}

const DISPLAY = /^(?:\$\$|\\\[)([\s\S]*)(?:\$\$|\\\])\s*([.,;:]?)$/;

/** The formula inside its delimiters: "$x$" is "x"; a sentence's mark after it goes with it. */
export function inside(source) {
  const found = DISPLAY.exec(source);
  if (found) return found[1].trim() + found[2];
  const width = source.startsWith("\\(") ? 2 : 1;
  return source.slice(width, -width);
}

/** A node that shows the formula `tex`. Raises katex.ParseError, or what fetching it failed with. */
export async function formula(tex, displayMode) {
  const katex = await load();
  return bySheet(katex.__renderToDomTree(tex, { ...OPTIONS, displayMode })).toNode();
}
