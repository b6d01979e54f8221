// What became of a path, in words.

import { isOver } from "fragaria/run/state.js";
import { t } from "fragaria/text/t.js";

// The words that the server has for it, in the reader's language.
const REASONS = {
  decided: () => t("the answer was decided"),
  "out of budget": () => t("its share of the tokens was used up"),
  "out of time": () => t("time was up"),
  "engine failed": () => t("the model failed"),
  "a wrong step": () => t("a step was wrong"),
  "others are better": () => t("others are better"),
  "the same step": () => t("another path says the same"),
};

const reasonOf = (path) => (Object.hasOwn(REASONS, path.reason) ? REASONS[path.reason]() : path.reason);

/** `state`, in which the paths that were being written at its end are "stopped". */
export function asEnded(state) {
  const isLeft = (path) => path.status === "running";
  if (!isOver(state) || !state.paths.some(isLeft)) return state;
  return { ...state, paths: state.paths.map((path) => (isLeft(path) ? { ...path, status: "stopped" } : path)) };
}

/** "Chosen", "Given up: a step was wrong", "Done", "Stopped", "Writing". */
export function fateOf(path, isWinner) {
  if (isWinner) return t("Chosen");
  if (path.status === "pruned") return path.reason ? t("Given up: {reason}", { reason: reasonOf(path) }) : t("Given up");
  if (path.status === "stopped") return t("Stopped");
  return path.status === "finished" ? t("Done") : t("Writing");
}

/** What a person calls a path: numbers from 1. */
export const nameOf = (path) => t("Path {number}", { number: path.id + 1 });
