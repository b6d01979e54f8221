// A run's log as something that can be played: what is told when, in seconds from its beginning.
//
// Stored logs have no text deltas. Of each step it is known when it began and when it was whole: in between its text
// is told piece by piece, as it was written. A log without times is given some, by the pace of its tokens.

import { EMPTY, tell } from "fragaria/run/state.js";

const PIECE = 0.12; // seconds between two pieces of a text
const MOST_PIECES = 40; // of one text
const PACE = 30; // tokens a second of a path, where a log says nothing of times
const BEAT = 0.08; // seconds that any other event takes there
const HANDED_ON = 0.5; // seconds: what a run waited for its next worker is not played

/** Where playing begins: `next` is the number of the first moment that was not told yet. */
export const START = Object.freeze({ next: 0, state: EMPTY });

// The entries that a reader would heed, each once.
function heeded(entries) {
  let [attempt, seq] = [0, 0];
  return entries.filter((entry) => {
    const { a, s, e } = entry ?? {};
    if (!Number.isInteger(a) || !Number.isInteger(s) || !e || a < attempt || (a === attempt && s <= seq)) return false;
    [attempt, seq] = [a, s];
    return true;
  });
}

const isTimed = (entries) => entries.length > 1 && entries.at(-1).at - entries[0].at > 0.05;

// By the clock of the run: [{at, event}], with what it waited between two attempts left out.
function timed(entries) {
  let at = 0;
  return entries.map(({ a, at: now, e }, i) => {
    const before = entries[i - 1];
    const gap = before ? Math.max(0, now - before.at) || 0 : 0;
    at += before && before.a !== a ? Math.min(gap, HANDED_ON) : gap;
    return { at, event: e };
  });
}

// By the pace of the tokens: paths are written side by side, each at the same pace.
function paced(entries) {
  const clocks = new Map();
  let at = 0;
  return entries.map(({ e }) => {
    if (e.type === "step_finished") {
      const end = (clocks.get(e.path) ?? at) + Math.max(1, e.tokens || 0) / PACE;
      clocks.set(e.path, end);
      at = Math.max(at, end);
    } else if (e.type !== "budget_used") {
      at += BEAT;
      if (e.type === "path_started") clocks.set(e.path, at);
    }
    return { at, event: e };
  });
}

// `text` in pieces that end between words: [[seconds after `from`, piece], ...]; the last one is told by the event itself.
function pieces(text, from, to) {
  const words = text.match(/\s*\S+\s*$|\s*\S+/g) ?? [];
  const count = Math.min(MOST_PIECES, words.length, Math.floor((to - from) / PIECE));
  const told = [];
  for (let n = 0; n < count; n += 1) {
    const part = words.slice(Math.floor((n * words.length) / count), Math.floor(((n + 1) * words.length) / count)).join("");
    told.push([from + ((to - from) * (n + 1)) / (count + 1), part]);
  }
  return told;
}

function steps(moments) {
  const begun = new Map(); // when what each path writes now was begun
  const written = new Set(); // paths whose current step was told in deltas
  const told = [];
  for (const { at, event } of moments) {
    const { type, path, step, text } = event;
    if (type === "step_delta") written.add(path);
    if (type === "step_finished" && typeof text === "string") {
      if (!written.delete(path) && begun.has(path)) {
        for (const [when, part] of pieces(text, begun.get(path), at)) {
          told.push({ at: when, event: { type: "step_delta", path, step, text: part } });
        }
      }
    }
    if (type === "path_started" || type === "step_finished") begun.set(path, at);
    if (type === "snapshot") {
      for (const known of begun.keys()) begun.set(known, at);
      written.clear();
    }
  }
  return told;
}

const SILENT = new Set(["budget_used", "answer_delta", "answered"]);

// The answer's own text was written after everything else, before the end.
function answer(moments, text) {
  const end = moments.at(-1);
  if (!text || end?.event.type !== "answered" || moments.some(({ event }) => event.type === "answer_delta")) return [];
  const from = moments.findLast(({ event }) => !SILENT.has(event.type))?.at ?? 0;
  const told = pieces(text, from, end.at);
  const rest = text.slice(told.reduce((length, [, part]) => length + part.length, 0));
  return [...told, ...(rest ? [[end.at, rest]] : [])].map(([at, part]) => ({ at, event: { type: "answer_delta", text: part } }));
}

// Both lists are in order; of two at the same time the one of `more` comes first.
function mixed(moments, more) {
  const rest = [...more].sort((one, other) => one.at - other.at);
  const all = [];
  let next = 0;
  for (const moment of moments) {
    while (next < rest.length && rest[next].at <= moment.at) all.push(rest[next++]);
    all.push(moment);
  }
  return all;
}

/** The log `entries` (docs/protocol.md) as {moments: [{at, event}], length}, in seconds. `answer` is the text of the
 * answer, where the log does not tell it; `still` leaves texts whole, for readers who want nothing to move. */
export function trackOf(entries, { answer: text = "", still = false } = {}) {
  const known = heeded(Array.isArray(entries) ? entries : []);
  const moments = isTimed(known) ? timed(known) : paced(known);
  const more = [...(still ? [] : steps(moments)), ...answer(moments, text)];
  return { moments: mixed(moments, more), length: moments.at(-1)?.at ?? 0 };
}

/** {next, state} after everything that `track` tells until `at` seconds; it goes on from `from`, where it can. */
export function playTo(track, at, from = START) {
  const told = from.next ? track.moments[from.next - 1].at : 0;
  let { next, state } = told <= at ? from : START;
  while (next < track.moments.length && track.moments[next].at <= at) {
    state = tell(state, track.moments[next].event);
    next += 1;
  }
  return next === from.next && told <= at ? from : { next, state };
}

/** How fast a thought of `seconds` may be played: a short one slower than it was, or nobody could follow it. */
export const speedsOf = (seconds) => (seconds < 5 ? [0.25, 1, 4] : [1, 4, 16]);

/** How fast it is played if nobody says otherwise: nobody wants to sit through two minutes either. */
export const usualSpeed = (seconds) => (seconds < 3 ? 0.25 : seconds <= 12 ? 1 : seconds <= 60 ? 4 : 16);
