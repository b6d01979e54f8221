// What was found out by comparing drafts, and where a path comes from, in words.

import { t } from "fragaria/text/t.js";

const remark = (path, text) => text && t("Path {number}: {remark}", { number: path + 1, remark: text });

/** Each comparison: {title, remarks}; the remarks name the draft that they are about. */
export const comparisons = (state) =>
  state.reviews.map(({ first, second, winner, critique, other, best }) => ({
    title:
      winner === null
        ? t("Path {first} and path {second}: neither was better in both orders", { first: first + 1, second: second + 1 })
        : t("Path {winner} was better than path {other} in both orders", {
            winner: winner + 1,
            other: (winner === first ? second : first) + 1,
          }),
    remarks: [
      remark(first, critique),
      remark(second, other),
      best && t("Worth taking over: {remark}", { remark: best }),
    ].filter(Boolean),
  }));

/** "From path 1, after step 2": where a branch begins; empty for a path that begins with the question. */
export function origin(path) {
  if (path.parent === null) return "";
  const number = path.parent + 1;
  if (path.shared) return t("From path {number}, after step {step}", { number, step: path.shared });
  return t("Path {number} written anew", { number });
}
