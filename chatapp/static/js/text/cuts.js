// Where a long block that still grows can be cut, so that its beginning need not be parsed again.

/** A block longer than this many characters is cut; the last KEPT of a paragraph stay with the growing rest. */
export const LONG = 4_000;
const KEPT = 600;

// The rest must not look like the beginning of a list, a heading or a quote: it begins with a letter.
const BEGINNING = /(?<=[\s\p{Lo}])\p{L}/gu;

/** Where the paragraph `source` can be cut, or 0. */
export function cutOfParagraph(source) {
  const end = source.length - KEPT;
  const window = source.slice(end - 2_000, end);
  let at = 0;
  for (const found of window.matchAll(BEGINNING)) at = end - 2_000 + found.index;
  return at;
}

/**
 * A list's tokens before its last item that begins before line `end`, {tokens, line, items}: `line` is where that item
 * begins; null where nothing stands before it.
 */
export function cutOfList(tokens, end) {
  const isItem = ({ type, level, map }) => type === "list_item_open" && level === 1 && map[0] < end;
  const starts = tokens.flatMap((token, i) => (isItem(token) ? [i] : []));
  if (starts.length < 2) return null;
  const last = starts.at(-1);
  return { tokens: [...tokens.slice(0, last), tokens.at(-1)], line: tokens[last].map[0], items: starts.length - 1 };
}
