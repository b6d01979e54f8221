// Saved prompts in the composer: what a slash at its start looks for, and the {places} that a text leaves to fill in.

/** What is looked for where `text` is a slash and the beginning of a name; null where it is something else. */
export const queryIn = (text) => text.match(/^\/([^\s/]*)$/u)?.[1].toLowerCase() ?? null;

/** Those of `prompts` whose name begins with `query`, then those whose name has it somewhere. */
export function matching(prompts, query) {
  const begins = prompts.filter(({ name }) => name.startsWith(query));
  return [...begins, ...prompts.filter((prompt) => !begins.includes(prompt) && prompt.name.includes(query))];
}

const PLACE = /\{[^{}\n]{1,60}\}/g;

const placesOf = (text) => [...text.matchAll(PLACE)].map((found) => [found.index, found.index + found[0].length]);

/** The [start, end] of the first place in `text` that begins at `from` or later; null where there is none. */
export const placeFrom = (text, from) => placesOf(text).find(([start]) => start >= from) ?? null;

/** That of the last place that ends at `until` or earlier. */
export const placeBefore = (text, until) => placesOf(text).findLast(([, end]) => end <= until) ?? null;
