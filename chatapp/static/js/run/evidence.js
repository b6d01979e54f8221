// What speaks for or against a step and an answer: scores with their critiques, executed checks.

import { t } from "fragaria/text/t.js";

const CHECKS = {
  passed: {
    math: () => t("Checked by calculating"),
    code: () => t("Checked by running it"),
    agreement: () => t("Checked by agreement"),
  },
  failed: {
    math: () => t("A calculation says otherwise"),
    code: () => t("A test failed"),
    agreement: () => t("A check failed"),
  },
};

/** How a step was scored: {score, band, scorers, critiques}, or null. A step is as good as its lowest score. */
export function scoreOf(step) {
  if (!step.scores.length) return null;
  const score = Math.min(1, Math.max(0, Math.min(...step.scores.map((s) => s.score))));
  return {
    score,
    band: score >= 0.8 ? "good" : score >= 0.5 ? "fair" : "poor",
    scorers: step.scores.map((s) => s.scorer).join(", "),
    critiques: step.scores.map((s) => s.critique).filter(Boolean),
  };
}

/** The checks of a path that found something out, in words: [{outcome, title, evidence}]. */
export const findings = (path) =>
  path.checks
    .filter((check) => Object.hasOwn(CHECKS, check.outcome))
    .map(({ kind, outcome, evidence }) => ({ outcome, title: CHECKS[outcome][kind]?.() ?? t("Checked"), evidence }));

/** What the chosen answer's checks have passed. */
export function proofOf(state) {
  const winner = state.paths.find((path) => path.id === state.winner);
  return winner ? findings(winner).filter((finding) => finding.outcome === "passed") : [];
}
