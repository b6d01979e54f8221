// What a person is told when a question is not taken, and what they can do about it. Pure.

import { moment } from "fragaria/text/dates.js";
import { locale as ours, t } from "fragaria/text/t.js";

const TITLES = {
  no_allowance: t("Limit reached"),
  too_many_running: t("Another answer is still being made"),
  no_seat: t("No seat in this team"),
  suspended: t("This account is on hold"),
  spend_ceiling: t("The limit for today is reached"),
};
// A larger plan would take the question.
const UPGRADED = ["no_allowance", "model_not_in_plan"];
const AGAIN = {
  no_allowance: (when) => t("Free again {when}", { when }),
  spend_ceiling: (when) => t("Answers go on {when}", { when }),
};

/** Whether `meter` {used, limit, credit} has a unit left; one that is not known may have. */
export const hasLeft = (meter) => !meter || meter.limit === null || meter.used < meter.limit || meter.credit > 0;

/** "at 14:32" of a moment, "tomorrow 9:10"; nothing without one. */
export function when(iso, now, locale) {
  const at = iso ? moment(iso, now, locale) : "";
  return /^\d/.test(at) ? t("at {time}", { time: at }) : at;
}

/** A refusal {code, message, resetAt, ask} as {title, text, reset, useFast, upgrade, billing}: `reset` says from when it
 * may work, `useFast` whether a fast answer would, `upgrade` and `billing` are addresses that help, or null. */
export function explain({ code, message, resetAt, ask }, { allowance, urls = {} }, now = new Date(), locale = ours) {
  const isThought = ask.mode === "think";
  const at = when(resetAt, now, locale);
  return {
    title: Object.hasOwn(TITLES, code) ? TITLES[code] : "",
    text: message || t("The question was not accepted."),
    reset: at && (AGAIN[code] ?? AGAIN.no_allowance)(at),
    useFast: isThought && ["no_allowance", "too_many_running"].includes(code) && hasLeft(allowance?.fast),
    upgrade: (UPGRADED.includes(code) && allowance?.upgrade && urls.pricing) || null,
    billing: (code === "suspended" && urls.billing) || null,
  };
}

function noThinking(limit, when) {
  if (!limit) return t("Your plan has no thinking answers.");
  return when ? t("No thinking answers left: free again {when}.", { when }) : t("No thinking answers left.");
}

function noFast(limit, when) {
  if (!limit) return t("Your plan has no fast messages.");
  return when ? t("No fast messages left: free again {when}.", { when }) : t("No fast messages left.");
}

/** Of a mode without a unit left, before anything is asked: {text, useFast, upgrade}; null where there is one. */
export function exhausted(mode, { allowance, urls = {} }, now = new Date(), locale = ours) {
  const meter = allowance?.[mode === "think" ? "think" : "fast"];
  if (hasLeft(meter)) return null;
  const at = when(meter.next_slot_at, now, locale);
  return {
    text: (mode === "think" ? noThinking : noFast)(meter.limit, at),
    useFast: mode === "think" && hasLeft(allowance.fast),
    upgrade: (allowance.upgrade && urls.pricing) || null,
  };
}
