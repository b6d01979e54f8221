// Numbers as people say them.

import { t, tn } from "fragaria/text/t.js";

/** Seconds as "0.8 s", "14 s" or "2 min 5 s"; tenths only where there are some. */
export function duration(seconds) {
  if (seconds < 9.95 && !Number.isInteger(seconds)) return t("{n} s", { n: seconds.toFixed(1) });
  const whole = Math.round(seconds);
  if (whole < 60) return t("{n} s", { n: whole });
  return t("{minutes} min {seconds} s", { minutes: Math.floor(whole / 60), seconds: whole % 60 });
}

/** A wait as people say it who do not know: "15 s", "2 min". */
export const aboutLong = (seconds) =>
  seconds < 60 ? t("{n} s", { n: Math.ceil(seconds / 5) * 5 }) : t("{n} min", { n: Math.round(seconds / 60) });

/** What is said below an answer whose model was not shown the oldest `n` messages; empty for none. */
export function leftOut(n) {
  if (!n) return "";
  return tn(
    "The model cannot read more at once: the first message of this conversation was left out.",
    "The model cannot read more at once: the first {n} messages of this conversation were left out.",
    n,
  );
}
