// One line about what a plan leaves: "7 of 10 left · next slot 14:32", or for both modes "7 fast · 2 thinking left".

import { moment } from "fragaria/text/dates.js";
import { locale as ours, t } from "fragaria/text/t.js";

const leftOf = ({ limit, used }) => (limit === null || limit === undefined ? t("unlimited") : Math.max(0, limit - used));

const nextSlot = (meter, now, locale) =>
  meter.used > 0 && meter.next_slot_at ? ` · ${t("next slot {moment}", { moment: moment(meter.next_slot_at, now, locale) })}` : "";

/** {text, level: plenty | low | none} of a meter {used, limit, next_slot_at, credit}; null where there is none. */
export function readMeter(meter, now = new Date(), locale = ours) {
  if (!meter) return null;
  if (meter.limit === null || meter.limit === undefined) return { text: t("No limit"), level: "plenty" };
  const left = leftOf(meter);
  const extra = meter.credit > 0 ? ` · ${t("{n} extra", { n: meter.credit })}` : "";
  const level = left === 0 && !extra ? "none" : meter.used >= 0.8 * meter.limit ? "low" : "plenty";
  return { text: t("{left} of {limit} left", { left, limit: meter.limit }) + extra + nextSlot(meter, now, locale), level };
}

/** The same of an allowance {fast, think}, for who lets the server choose. */
export function readBoth(allowance, now = new Date(), locale = ours) {
  const fast = readMeter(allowance?.fast, now, locale);
  if (!fast || !allowance.think || fast.text === readMeter(allowance.think).text) return fast;
  const slot = fast.level !== "plenty" ? nextSlot(allowance.fast, now, locale) : "";
  return { ...fast, text: t("{fast} fast · {think} thinking left", { fast: leftOf(allowance.fast), think: leftOf(allowance.think) }) + slot };
}
