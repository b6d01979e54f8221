// The ways in which a question can be tried again: what the plan has of them. Pure.

import { t } from "fragaria/text/t.js";

const NAMES = { light: () => t("Think, light"), standard: () => t("Think"), deep: () => t("Think, deep") };

/** [{mode, effort, label}] for an allowance {think, limits}. `mostOf(effort)` is how many paths an effort takes at most,
 * null: the plan's. An effort that takes no fewer than the plan has is none of its own. */
export function waysToTry({ think, limits } = {}, mostOf) {
  const fast = { mode: "fast", label: t("Fast") };
  if (think?.limit === 0) return [fast];
  const efforts = Object.keys(NAMES).filter((effort) => mostOf(effort) === null || !(limits?.paths <= mostOf(effort)));
  return [fast, ...efforts.map((effort) => ({ mode: "think", effort, label: NAMES[effort]() }))];
}
