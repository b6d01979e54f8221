// One line about a thought: what it is doing, or what it was.

import { duration } from "fragaria/text/counts.js";
import { locale, t, tn } from "fragaria/text/t.js";
import { unnumbered } from "fragaria/text/steps.js";

const VERDICTS = {
  verified: () => t("verified"),
  agreed: () => t("agreed by votes"),
  reviewed: () => t("chosen by review"),
  unverified: () => t("unverified"),
  refuted: () => t("a check says otherwise"),
};
const LONGEST_TITLE = 64; // characters
const SENTENCE = /^(?:.{8,}?[.!?:](?=\s|$)|.{4,}?[。！？：])/su;

/** What a step is about: its heading, or its first sentence, without marks; empty while there is none yet. */
export function titleOf(text) {
  const line = unnumbered(text).split("\n").find((each) => each.trim()) ?? "";
  const plain = line.replace(/^[\s#>*-]+/, "").replace(/\*\*|__|`|\$/g, "").trim();
  const whole = (plain.match(SENTENCE)?.[0] ?? plain).replace(/[\s.:。：]+$/u, "");
  return whole.length > LONGEST_TITLE ? `${whole.slice(0, LONGEST_TITLE - 1).trimEnd()}…` : whole;
}

/** What is being thought about now: the title of the latest whole step of the path that has come furthest. Steps that
 * are being written change with every word; this does not. */
export function liveTitle(state) {
  const running = state.paths.filter((path) => path.status === "running");
  const paths = running.length ? running : state.paths;
  const furthest = paths.reduce((best, path) => (path.steps.length > (best?.steps.length ?? 0) ? path : best), null);
  return furthest ? titleOf(furthest.steps.at(-1).text) : "";
}

/** What is known of a run that is thinking: {done, paths, tokens, limit (of tokens, or null), used}. `used` is the share
 * of its budget, 0 to 1, by tokens or by seconds, whichever is nearer to its end. */
export function progress(state) {
  const { tokens, seconds } = state.budget ?? {};
  return {
    used: Math.min(1, Math.max(tokens ? state.usage.generated / tokens : 0, seconds ? state.seconds / seconds : 0)),
    done: state.paths.filter((path) => path.status !== "running").length,
    paths: state.paths.length,
    tokens: state.usage.generated,
    limit: state.budget?.tokens || null,
  };
}

/** "Thinking · 3 of 8 paths done · 412 of 6,000 tokens". Seconds are the view's own, they tick. `brief`: without the
 * tokens, where there is little room. */
export function liveLine(state, { brief = false } = {}) {
  if (state.status === "new") return t("Waiting for its turn");
  const { done, paths, tokens, limit } = progress(state);
  const parts = [t("Thinking")];
  if (paths) parts.push(tn("{done} of {n} path done", "{done} of {n} paths done", paths, { done }));
  if (brief) return parts.join(" · ");
  if (tokens && limit) {
    parts.push(t("{tokens} of {limit} tokens", { tokens: tokens.toLocaleString(locale), limit: limit.toLocaleString(locale) }));
  } else if (tokens) parts.push(tn("{count} token", "{count} tokens", tokens, { count: tokens.toLocaleString(locale) }));
  return parts.join(" · ");
}

/** The verdict of a run in words; empty where there is none. */
export const verdictOf = (run, state) =>
  (run.status === "succeeded" && VERDICTS[run.verdict || state?.verdict]?.()) || "";

const OPENINGS = {
  cancelled: (time) => (time ? t("Stopped after {time}", { time }) : t("Stopped")),
  failed: (time) => (time ? t("Failed after {time}", { time }) : t("Failed")),
  thought: (time) => (time ? t("Thought for {time}", { time }) : t("Thought")),
};

/** "Thought for 14 s · 8 paths" of a finished run. What was followed live counts more. */
export function pastLine(run, state) {
  const seconds = run.seconds || state?.seconds;
  // The message knows how many paths were planned; of one that did not get there, that would be no fact.
  const paths = state ? state.paths.length : run.status === "succeeded" && run.paths;
  const parts = [(OPENINGS[run.status] ?? OPENINGS.thought)(seconds >= 0.05 ? duration(seconds) : "")];
  if (paths) parts.push(tn("{n} path", "{n} paths", paths));
  return parts.join(" · ");
}
