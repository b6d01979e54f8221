// How a chart's values are written: in full beside it, short along its axis.

import { locale } from "fragaria/text/t.js";

const number = (value, options) => new Intl.NumberFormat(locale, options).format(value);
const digits = (most) => ({ maximumFractionDigits: most });
const money = { style: "currency", currency: "USD" };

/** A value in full; a dash for null. Money is dollars, times are seconds, shares are 0 to 100. */
export function told(value, unit) {
  if (value == null) return "–";
  if (unit === "usd") return number(value, { ...money, ...digits(Math.abs(value) < 1 ? 4 : 2), minimumFractionDigits: 0 });
  if (unit === "cents") return `${number(value * 100, digits(3))} ¢`;
  if (unit === "percent") return `${number(value, digits(1))} %`;
  if (unit === "seconds") return `${number(value, digits(2))} s`;
  return number(value, digits(1));
}

/** The same, short: 1.2K. */
export function short(value, unit) {
  if (unit === "usd" && Math.abs(value) >= 1000) return number(value, { ...money, notation: "compact", ...digits(1) });
  if (unit === "count" || unit === "rate") return number(value, { notation: "compact", ...digits(1) });
  return told(value, unit);
}
