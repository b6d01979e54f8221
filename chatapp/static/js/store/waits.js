// About how long runs wait for their turn, as the server thought when it took them.

import { signal } from "@preact/signals";

const MOST = 50;

/** Seconds by run. */
export const waits = signal(new Map());

/** Note that `run` will wait for `seconds`, as far as the server knows. */
export function noteWait(run, seconds) {
  const rest = [...waits.value].filter(([id]) => id !== run).slice(-MOST);
  waits.value = new Map([...rest, ...(seconds > 0 ? [[run, seconds]] : [])]);
}
