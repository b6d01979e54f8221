// The interface's words in the reader's language: the English ones are the keys of the catalogue.

import words from "fragaria/words.js";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => (Object.hasOwn(values, name) ? values[name] : whole));

/** `text` in the reader's language, with `{name}` filled from `values`. The first argument is a literal: the
 * catalogue is made by reading the code. */
export const t = (text, values = {}) => fill(words[text] ?? text, values);

/** `one` where `n` is 1 in English, else `many`, with `{n}` filled in. */
export const tn = (one, many, n, values = {}) => fill(words[many] ?? (n === 1 ? one : many), { n, ...values });
