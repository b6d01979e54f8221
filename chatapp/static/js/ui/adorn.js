// What a finished block is given once it is nearly in sight: colours for code, formulas, diagrams. The modules for it
// are fetched with the first block that needs them.

import { whenIdle } from "fragaria/ui/idle.js";
import { whenNear } from "fragaria/ui/near.js";

const GIFTS = [
  [".math", async (node) => (await import("fragaria/ui/formulas.js")).drawFormulas(node)],
  ["code.language-mermaid", async (node) => (await import("fragaria/ui/diagram.js")).drawDiagrams(node)],
  [".code code[class]", async (node) => (await import("fragaria/ui/colours.js")).colourAll(node)],
];

/** `item` is {node, html, code}. Asked again about one that is as it was, nothing happens. */
export function adorn(item) {
  const { node, html, code } = item;
  if (item.adorned === (code ?? html)) return;
  item.adorned = code ?? html;
  const gifts = GIFTS.filter(([selector]) => node.querySelector(selector));
  // A module that cannot be fetched leaves the text as it is, which can be read.
  if (gifts.length) whenNear(node, () => gifts.forEach(([, give]) => whenIdle(() => give(node))));
}
