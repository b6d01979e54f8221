// What is said about files: their size, what they are, and why one is not taken. Pure.

import { locale as ours, t, tn } from "fragaria/text/t.js";

const UNITS = ["kilobyte", "megabyte", "gigabyte"];

/** Bytes as "12 kB", "1.4 MB". */
export function sizeOf(bytes, locale = ours) {
  let size = Math.max(bytes, 1) / 1000;
  let unit = 0;
  while (size >= 999.5 && unit < UNITS.length - 1) {
    size /= 1000;
    unit += 1;
  }
  const digits = size < 9.95 && unit > 0 ? 1 : 0;
  const shown = new Intl.NumberFormat(locale, { style: "unit", unit: UNITS[unit], maximumFractionDigits: digits });
  return shown.format(unit === 0 ? Math.ceil(size) : size);
}

const KINDS = { pdf: () => "PDF", table: () => t("Table"), image: () => t("Picture"), text: () => t("Text") };

/** What a file is, in a few words: "PDF · 80 pages · 1.4 MB". */
export function factsOf({ kind, size, pages = 0, rows = 0 }, locale = ours) {
  const extent = pages ? tn("{n} page", "{n} pages", pages) : rows ? tn("{n} row", "{n} rows", rows) : "";
  const what = Object.hasOwn(KINDS, kind) ? KINDS[kind]() : "";
  return [what, extent, sizeOf(size, locale)].filter(Boolean).join(" · ");
}

/** Why a file is not even sent, beside `others`: many, large, empty; nothing where it may be. `limits` are {files, upload
 * (bytes)}. */
export function refusalOf({ size }, others, limits) {
  if (others >= limits.files) return "many";
  if (size > limits.upload) return "large";
  return size === 0 ? "empty" : "";
}

const WHY = {
  many: ({ files }) => t("Too many: a message takes at most {n} files.", { n: files }),
  large: ({ upload }) => t("Too large: at most {size}.", { size: sizeOf(upload) }),
  empty: () => t("This file is empty."),
  lost: () => t("Interrupted. Attach it again."),
  gone: () => t("It is not here any more. Attach it again."),
  connection: () => t("The connection was lost."),
  fault: () => t("Something went wrong there."),
  signed_out: () => t("You are signed out. Sign in again in another tab, then try again."),
};

/** What is said of a file that failed, {why, word}. */
export const wordFor = ({ why, word }, limits) => (Object.hasOwn(WHY, why ?? "") ? WHY[why](limits) : word || t("It could not be attached."));
