// What a person is told when a question is not taken, and what they can do about it. Pure.

import { moment } from "fragaria/text/dates.js";

const TITLES = {
  no_allowance: "Limit reached",
  too_many_running: "Another answer is still being made",
  no_seat: "No seat in this team",
  suspended: "This account is on hold",
  spend_ceiling: "The limit for today is reached",
};
const AGAIN = { no_allowance: "Free again", spend_ceiling: "Answers go on" };

/** Whether `meter` {used, limit, credit} has a unit left; one that is not known may have. */
export const hasLeft = (meter) => !meter || meter.limit === null || meter.used < meter.limit || meter.credit > 0;

/** "Free again at 14:32" of a moment, "Free again tomorrow 9:10"; nothing without one. */
export function again(words, iso, now, locale) {
  const at = iso ? moment(iso, now, locale) : "";
  return at && `${words} ${/^\d/.test(at) ? `at ${at}` : at}`;
}

/** A refusal {code, message, resetAt, ask} as {title, text, reset, useFast, upgrade, billing}: `reset` says from when it
 * may work, `useFast` whether a fast answer would, `upgrade` and `billing` are addresses that help, or null. */
export function explain({ code, message, resetAt, ask }, { allowance, urls = {} }, now = new Date(), locale = undefined) {
  const isThought = ask.mode === "think";
  return {
    title: Object.hasOwn(TITLES, code) ? TITLES[code] : "",
    text: message || "The question was not accepted.",
    reset: again(AGAIN[code] ?? "Free again", resetAt, now, locale),
    useFast: isThought && ["no_allowance", "too_many_running"].includes(code) && hasLeft(allowance?.fast),
    upgrade: (code === "no_allowance" && allowance?.upgrade && urls.pricing) || null,
    billing: (code === "suspended" && urls.billing) || null,
  };
}

/** Of a mode without a unit left, before anything is asked: {text, useFast, upgrade}; null where there is one. */
export function exhausted(mode, { allowance, urls = {} }, now = new Date(), locale = undefined) {
  const meter = allowance?.[mode === "think" ? "think" : "fast"];
  if (hasLeft(meter)) return null;
  const what = mode === "think" ? "thinking answers" : "fast messages";
  const until = again("free again", meter.next_slot_at, now, locale);
  return {
    text: meter.limit ? `No ${what} left${until && `: ${until}`}.` : `Your plan has no ${what}.`,
    useFast: mode === "think" && hasLeft(allowance.fast),
    upgrade: (allowance.upgrade && urls.pricing) || null,
  };
}
