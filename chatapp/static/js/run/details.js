// The facts of an answer in words. Pure.

import { inFull } from "fragaria/text/days.js";
import { locale as ours, t, tn } from "fragaria/text/t.js";

const MODES = { fast: () => t("Fast"), think: () => t("Think") };
const STRATEGIES = {
  single: () => t("One path"),
  adaptive: () => t("Paths that vote, as many as the question needs"),
  best_of_n: () => t("The best of several paths"),
  review: () => t("Drafts that are compared"),
  revise: () => t("Paths that vote, with wrong steps revised"),
  beam: () => t("A beam of the best steps"),
  dvts: () => t("Several trees of steps"),
  mcts: () => t("A tree search over steps"),
};
const VERDICTS = {
  verified: () => t("Verified by a check"),
  agreed: () => t("Agreed by votes"),
  reviewed: () => t("Chosen by review"),
  unverified: () => t("Unverified"),
  refuted: () => t("A check says otherwise"),
};
const say = (words, key) => (Object.hasOwn(words, key) ? words[key]() : key);

/** Seconds as "0.42 s" or "1 min 5 s". */
function seconds(value, locale) {
  if (value >= 60) return t("{minutes} min {seconds} s", { minutes: Math.floor(value / 60), seconds: Math.round(value % 60) });
  return t("{seconds} s", { seconds: value.toLocaleString(locale, { maximumFractionDigits: value < 10 ? 2 : 1 }) });
}

// A part of a cent is shown as far as it says something.
const dollars = (micros, locale) =>
  (micros / 1e6).toLocaleString(locale, { style: "currency", currency: "USD", maximumSignificantDigits: micros && micros < 1e6 ? 2 : undefined });

/** `facts` (GET /api/messages/{id}/details) as [name, value] lines; what is not known is left out. */
export function detailsOf(facts, locale = ours) {
  const number = (value) => value.toLocaleString(locale);
  const { tokens, paths, steps } = facts;
  const thought = facts.mode === "think";
  return [
    [t("Model"), [facts.model, ...facts.others].filter(Boolean).join(", ")],
    [t("Mode"), say(MODES, facts.mode)],
    thought && [t("Way of thinking"), say(STRATEGIES, facts.strategy)],
    thought && facts.verdict && [t("Verdict"), say(VERDICTS, facts.verdict)],
    thought && paths > 0 && [t("Thought"), `${tn("{n} path", "{n} paths", paths)}, ${tn("{n} step", "{n} steps", steps)}`],
    [t("Tokens read"), tokens.cached ? t("{read}, {cached} of them from the cache", { read: number(tokens.prompt), cached: number(tokens.cached) }) : number(tokens.prompt)],
    [t("Tokens written"), number(tokens.generated)],
    facts.waited >= 0.05 && [t("Waited for its turn"), seconds(facts.waited, locale)],
    facts.first_word !== null && [t("First word after"), seconds(facts.first_word, locale)],
    facts.seconds > 0 && [t("Time taken"), seconds(facts.seconds, locale)],
    facts.cost_micros !== null && [t("Cost"), dollars(facts.cost_micros, locale)],
    [t("Asked"), inFull(facts.asked_at, locale)],
    facts.finished_at && [t("Ended"), inFull(facts.finished_at, locale)],
  ].filter(Boolean);
}
