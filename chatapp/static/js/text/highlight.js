// Colours for code, by highlight.js with its common languages.

import { once } from "fragaria/text/lazy.js";

// Its grammars are patterns, some of them slow on long lines: beyond these sizes code stays plain.
const LONGEST = 40_000;
const LONGEST_LINE = 3_000;

const load = () => once("highlight.js", async () => (await import("highlight.js")).default);
const isFit = (code) => code.length <= LONGEST && code.split("\n").every((line) => line.length <= LONGEST_LINE);

/** HTML of `code` with its words in classes; null where the language is not known, or the code too long. */
export async function highlighted(code, language) {
  if (!language || !isFit(code)) return null;
  const library = await load();
  if (!library.getLanguage(language)) return null;
  return library.highlight(code, { language, ignoreIllegals: true }).value;
}
