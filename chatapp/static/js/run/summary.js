// One line about a thought: what it is doing, or what it was.

import { count, duration } from "fragaria/text/counts.js";

const VERDICTS = {
  verified: "verified",
  agreed: "agreed by votes",
  reviewed: "chosen by review",
  unverified: "unverified",
  refuted: "a check says otherwise",
};

/** What is known of a run that is thinking: {done, paths, tokens}. */
export function progress(state) {
  return {
    done: state.paths.filter((path) => path.status !== "running").length,
    paths: state.paths.length,
    tokens: state.usage.generated,
  };
}

/** "Thinking · 3 of 8 paths done · 412 tokens". Seconds are the view's own, they tick. */
export function liveLine(state) {
  if (state.status === "new") return "Waiting for its turn";
  const { done, paths, tokens } = progress(state);
  const parts = ["Thinking"];
  if (paths) parts.push(`${done} of ${count(paths, "path")} done`);
  if (tokens) parts.push(count(tokens, "token"));
  return parts.join(" · ");
}

/** "Thought for 14 s · 8 paths · agreed by votes" of a finished run. What was followed live counts more. */
export function pastLine(run, state) {
  const seconds = run.seconds || state?.seconds;
  // The message knows how many paths were planned; of one that did not get there, that would be no fact.
  const paths = state ? state.paths.length : run.status === "succeeded" && run.paths;
  const opening = { cancelled: "Stopped", failed: "Failed" }[run.status] ?? "Thought";
  const parts = [seconds >= 0.05 ? `${opening} ${opening === "Thought" ? "for" : "after"} ${duration(seconds)}` : opening];
  if (paths) parts.push(count(paths, "path"));
  const verdict = VERDICTS[run.verdict || state?.verdict];
  if (verdict && run.status === "succeeded") parts.push(verdict);
  return parts.join(" · ");
}
