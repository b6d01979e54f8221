// What is shown of a thought that is being thought, while nobody has opened it: the ends of a few of its paths.

import { unnumbered } from "fragaria/text/steps.js";

const LONGEST = 400; // characters of a text's end: more does not fit

/** The ids of at most `room` paths to show, after `before` were shown: each keeps its place until it has ended and
 * another one still runs, so that nothing jumps. */
export function places(before, paths, room) {
  const byId = new Map(paths.map((path) => [path.id, path]));
  const kept = before.filter((id) => byId.has(id)).slice(0, room);
  const waiting = paths.filter((path) => path.status === "running" && !kept.includes(path.id)).map((path) => path.id);
  const shown = kept.map((id) => (byId.get(id).status === "running" ? id : (waiting.shift() ?? id)));
  const others = paths.map((path) => path.id).filter((id) => !shown.includes(id) && !waiting.includes(id));
  return [...shown, ...waiting, ...others].slice(0, Math.max(shown.length, Math.min(room, paths.length)));
}

/** The end of what a path has written. */
export function tailOf(path) {
  const parts = [...path.steps.slice(-2).map((step) => step.text), path.draft].map(unnumbered).filter(Boolean);
  const whole = parts.join("\n");
  return whole.length > LONGEST ? `…${whole.slice(-LONGEST)}` : whole;
}
