// Plays a track (run/track.js): a place in it that moves while it plays, and the state there.

import { useEffect, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";

import { playTo, START, usualSpeed } from "fragaria/run/track.js";

const FRAME = 1 / 24; // seconds between two drawings
const LONGEST_FRAME = 0.25; // a tab that was out of sight goes on where it was

/** {at, length, state, playing, ended, speed, toggle, seek(seconds), hasten(speed)} of `track`. */
export function usePlayer(track, { speed: given, autoplay }) {
  const [speed, hasten] = useState(given ?? usualSpeed(track.length));
  const [at, setAt] = useState(autoplay ? 0 : track.length);
  const [playing, setPlaying] = useState(autoplay && track.length > 0);
  const told = useRef(START);
  told.current = useMemo(() => playTo(track, at, told.current), [track, at]);
  const ended = at >= track.length;

  // With the drawing, not after it: what says that it is paused does not move by a frame more.
  useLayoutEffect(() => {
    if (!playing) return undefined;
    let last = performance.now();
    let waited = 0;
    let frame = 0;
    const go = (now) => {
      waited += Math.min(LONGEST_FRAME, (now - last) / 1000);
      last = now;
      if (waited >= FRAME) {
        const gone = waited * speed;
        waited = 0;
        setAt((place) => Math.min(track.length, place + gone));
      }
      frame = requestAnimationFrame(go);
    };
    frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [playing, speed, track]);

  useEffect(() => {
    if (ended) setPlaying(false);
  }, [ended]);

  const seek = (seconds) => setAt(Math.min(track.length, Math.max(0, seconds)));
  const toggle = () => {
    if (ended) setAt(0);
    setPlaying(ended || !playing);
  };
  return { at, length: track.length, state: told.current.state, playing, ended, speed, toggle, seek, hasten };
}
