// How long to wait before the next attempt to connect.

const FIRST = 500;
const LONGEST = 10_000;

/** Milliseconds before attempt number `tries` (from 0): doubling, capped at 10 s, jittered to 50-100 %. */
export function backoff(tries, random = Math.random) {
  const ceiling = Math.min(LONGEST, FIRST * 2 ** tries);
  return ceiling * (0.5 + random() / 2);
}
