// Where an answer stands, from its stored message and what the live events have said since.

import { isOver } from "fragaria/run/state.js";

const ENDED = new Set(["succeeded", "failed", "cancelled"]);
const ENDS = { answered: "succeeded", failed: "failed", cancelled: "cancelled" };

export const hasEnded = (run) => !run || ENDED.has(run.status);

/** queued, running, succeeded, failed or cancelled; the stored end counts more than live events. */
export function statusOf(run, state) {
  if (hasEnded(run) || !state || state.status === "new") return run?.status ?? "succeeded";
  return isOver(state) ? ENDS[state.status] : "running";
}
