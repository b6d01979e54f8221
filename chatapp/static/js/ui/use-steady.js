// A text that does not flicker: each stays for a while, and nothing never replaces something.

import { useEffect, useRef, useState } from "preact/hooks";

/** `text`, or the one before it until that was shown for `wait` milliseconds. */
export function useSteady(text, wait) {
  const [shown, show] = useState(text);
  const since = useRef(0);
  useEffect(() => {
    if (!text || text === shown) return undefined;
    const left = Math.max(0, since.current + wait - performance.now());
    const timer = setTimeout(() => {
      since.current = performance.now();
      show(text);
    }, left);
    return () => clearTimeout(timer);
  }, [text, shown]);
  return shown;
}
