// One line about what a plan leaves: "7 of 10 left · next slot 14:32".

import { moment } from "fragaria/text/dates.js";

/** {text, level: plenty | low | none} of a meter {used, limit, next_slot_at}; null where there is none. */
export function readMeter(meter, now = new Date(), locale = undefined) {
  if (!meter) return null;
  if (meter.limit === null || meter.limit === undefined) return { text: "No limit", level: "plenty" };
  const left = Math.max(0, meter.limit - meter.used);
  const slot = meter.used > 0 && meter.next_slot_at ? moment(meter.next_slot_at, now, locale) : "";
  const text = `${left} of ${meter.limit} left${slot ? ` · next slot ${slot}` : ""}`;
  const level = left === 0 ? "none" : meter.used >= 0.8 * meter.limit ? "low" : "plenty";
  return { text, level };
}
