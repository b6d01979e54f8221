// Colours for the code in a block.

import { cleanColours } from "fragaria/text/clean.js";
import { highlighted } from "fragaria/text/highlight.js";
import { whenIdle } from "fragaria/ui/idle.js";

const languageOf = (code) => /(?:^|\s)language-(\S+)/.exec(code.className)?.[1] ?? "";

async function colour(code) {
  const source = code.textContent;
  const html = await highlighted(source, languageOf(code));
  if (html === null || code.textContent !== source) return;
  code.innerHTML = cleanColours(html);
  // What is copied must be what was written.
  if (code.textContent !== source) code.textContent = source;
}

export function colourAll(block) {
  for (const code of block.querySelectorAll(".code code[class]")) whenIdle(() => colour(code));
}
