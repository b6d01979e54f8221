// Which day a message is of, and what time it was.

import { clock, day, daysBefore, isMoment, startOfDay } from "fragaria/text/dates.js";
import { locale as ours, t } from "fragaria/text/t.js";

/** A number for the day of `iso`, the same for all moments of it; null where it is no moment. */
export function dayOf(iso) {
  const at = new Date(iso);
  return isMoment(at) ? startOfDay(at).getTime() : null;
}

/** "Today", "Yesterday", or the date: "Monday, 23 November", with its year where that is another than now. */
export function dayName(iso, now = new Date(), locale = ours) {
  const at = new Date(iso);
  if (!isMoment(at)) return "";
  const that = startOfDay(at).getTime();
  if (that === startOfDay(now).getTime()) return t("Today");
  if (that === daysBefore(now, 1).getTime()) return t("Yesterday");
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString(locale, { weekday: "long", day: "numeric", month: "long", year });
}

/** The ids of the `messages` before which a new day begins; none where all are of one day. */
export function firstOfDays(messages) {
  const days = messages.map(({ created_at: at }) => dayOf(at));
  const begins = messages.filter((_, i) => days[i] !== null && days[i] !== days[i - 1]);
  return new Set(begins.length > 1 ? begins.map(({ id }) => id) : []);
}

/** "14:32", with the day where it is not today: "23 Nov, 14:32". */
export function timeOf(iso, now = new Date(), locale = ours) {
  const at = new Date(iso);
  if (!isMoment(at)) return "";
  const time = clock(at, locale);
  return dayOf(iso) === startOfDay(now).getTime() ? time : `${day(iso, locale)}, ${time}`;
}

/** The moment `iso` in full: "Monday, 23 November 2026 at 14:32:05". */
export function inFull(iso, locale = ours) {
  const at = new Date(iso);
  return isMoment(at) ? at.toLocaleString(locale, { dateStyle: "full", timeStyle: "medium" }) : "";
}
