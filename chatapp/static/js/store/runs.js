// The live state of each run this tab follows. Events are folded at once; the views hear of it once a frame.

import { signal } from "@preact/signals";

import { atNextFrame } from "fragaria/live/frame-clock.js";
import { EMPTY, fold, replay } from "fragaria/run/state.js";
import { api } from "fragaria/store/api.js";

const runs = new Map();

function entryFor(run) {
  if (!runs.has(run)) runs.set(run, { now: EMPTY, shown: signal(null) });
  return runs.get(run);
}

function show(run, state) {
  const entry = entryFor(run);
  entry.now = state;
  atNextFrame(run, () => {
    entry.shown.value = entry.now;
  });
}

/** A signal with the state of `run` as views should see it; null while nothing is known. */
export const stateOf = (run) => entryFor(run).shown;

/** The [attempt, seq] that has been read of `run`. */
export const cursorOf = (run) => entryFor(run).now.cursor;

export const applyEntries = (run, entries) => show(run, entries.reduce(replay, entryFor(run).now));

/** A new attempt took over: what the old one said no longer counts. */
export const resetRun = (run, attempt) => show(run, { ...EMPTY, cursor: [attempt, 0] });

/** The stored log of `run`: {entries, answer}. Raises ApiError. */
export const logOf = (run) => api.get(`runs/${run}/events`);

/** Read the stored entries of a run that ended before this page could follow it. Raises ApiError. */
export async function loadRun(run) {
  const { entries, answer } = await logOf(run);
  const state = fold(entries);
  show(run, { ...state, answer: state.answer || answer || "" });
}
