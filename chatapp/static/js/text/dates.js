// Dates and times as people say them, in the browser's language and zone.

import { locale as ours, t } from "fragaria/text/t.js";

export const isMoment = (at) => !Number.isNaN(at.getTime());
export const daysBefore = (date, days) => new Date(date.getFullYear(), date.getMonth(), date.getDate() - days);
export const startOfDay = (date) => daysBefore(date, 0);

/** Items with `updated_at` (ISO 8601, newest first) as [{label, items}]: Today, Yesterday, ... */
export function groupByAge(items, now = new Date()) {
  const bounds = [
    [t("Today"), startOfDay(now)],
    [t("Yesterday"), daysBefore(now, 1)],
    [t("Previous 7 days"), daysBefore(now, 7)],
    [t("Previous 30 days"), daysBefore(now, 30)],
    [t("Older"), new Date(-8.64e15)],
  ];
  const groups = bounds.map(([label]) => ({ label, items: [] }));
  for (const item of items) {
    const at = new Date(item.updated_at);
    const index = bounds.findIndex(([, from]) => at >= from);
    groups.at(index).items.push(item);
  }
  return groups.filter((group) => group.items.length > 0);
}

/** The day of `iso`: "29 Nov". */
export function day(iso, locale = ours) {
  const at = new Date(iso);
  return isMoment(at) ? at.toLocaleDateString(locale, { day: "numeric", month: "short" }) : "";
}

/** The day of `iso`, with its year where that is another than now: "29 Nov", "29 Nov 2023". */
export function date(iso, now = new Date(), locale = ours) {
  const at = new Date(iso);
  if (!isMoment(at)) return "";
  const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return at.toLocaleDateString(locale, { day: "numeric", month: "short", year });
}

/** Of a Date: "14:32". */
export const clock = (at, locale = ours) => at.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });

/** The moment `iso` as short as it is clear: "14:32", "tomorrow 9:10", "Thu, 3 Dec, 14:32". */
export function moment(iso, now = new Date(), locale = ours) {
  const at = new Date(iso);
  if (!isMoment(at)) return "";
  const time = clock(at, locale);
  const that = startOfDay(at).getTime();
  if (that === startOfDay(now).getTime()) return time;
  if (that === daysBefore(now, -1).getTime()) return t("tomorrow {time}", { time });
  return `${at.toLocaleDateString(locale, { weekday: "short", day: "numeric", month: "short" })}, ${time}`;
}
