// Numbers as people say them.

/** "1 path", "8 paths". */
export const count = (n, noun) => `${n.toLocaleString()} ${noun}${n === 1 ? "" : "s"}`;

/** Seconds as "0.8 s", "14 s" or "2 min 5 s"; tenths only where there are some. */
export function duration(seconds) {
  if (seconds < 9.95 && !Number.isInteger(seconds)) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** A wait as people say it who do not know: "15 s", "2 min". */
export const aboutLong = (seconds) => (seconds < 60 ? `${Math.ceil(seconds / 5) * 5} s` : `${Math.round(seconds / 60)} min`);

/** What is said below an answer whose model was not shown the oldest `n` messages; empty for none. */
export function leftOut(n) {
  if (!n) return "";
  const what = n === 1 ? "message" : count(n, "message");
  const verb = n === 1 ? "was" : "were";
  return `The model cannot read more at once: the first ${what} of this conversation ${verb} left out.`;
}
