// The interface's words in the reader's language: the English ones are the keys of the catalogue.

import words, { plural } from "fragaria/words.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));

/** In which dates and numbers are written: the reader's own kind of the page's language, or undefined. */
export const locale = (() => {
  const page = globalThis.document?.documentElement?.lang;
  const [language] = page?.split("-") ?? [];
  return page && (navigator.languages?.find((each) => each.split("-")[0] === language) ?? page);
})();

/** `text` in the reader's language, with `{name}` filled from `values`. The first argument is a literal: the
 * catalogue is made by reading the code. `Light@effort` is said as `Light` in English: not the same word as others'. */
export const t = (text, values = {}) => fill(words[text] ?? text.replace(/@\w+$/, ""), values);

/** `one` where `n` is 1 in English, else `many`, with `{n}` filled in. */
export function tn(one, many, n, values = {}) {
  const forms = words[many] ?? [one, many];
  return fill(forms[plural(n)], { n, ...values });
}
