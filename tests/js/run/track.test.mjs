import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fold } from "fragaria/run/state.js";
import { playTo, speedsOf, START, trackOf, usualSpeed } from "fragaria/run/track.js";

const read = (name) => JSON.parse(readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), "utf8"));
const LOGS = [read("log-v1"), read("log-v1-branches")];
const bare = ({ cursor, ...state }) => state;
const entry = (s, at, e) => ({ a: 1, s, at, e });
const step = (path, number, text, tokens = 30) => ({ type: "step_finished", path, step: number, text, tokens });
const STORED = [
  entry(1, 100, { type: "run_started" }),
  entry(2, 101, { type: "path_started", path: 0 }),
  entry(3, 103, step(0, 0, "one two three four five six seven eight")),
  entry(4, 103.5, { type: "path_finished", path: 0, answer: "8", text: "8" }),
  entry(5, 105.5, { type: "answered", path: 0, verdict: "unverified" }),
];

test("a replay ends in the state that the log folds to, however it is played", () => {
  for (const { entries } of LOGS) {
    const track = trackOf(entries);
    const whole = bare(fold(entries));
    assert.deepEqual(bare(playTo(track, track.length).state), whole);
    let place = START;
    for (let at = 0; at < track.length + 0.1; at += 0.07) place = playTo(track, at, place);
    assert.deepEqual(bare(place.state), whole);
    assert.equal(bare(playTo(track, 0, place).state).status, "running");
    assert.deepEqual(bare(playTo(track, track.length, playTo(track, track.length / 2, place)).state), whole);
  }
});

test("a step is told word by word over the time that it took, and then as it was stored", () => {
  const track = trackOf(STORED);
  assert.equal(track.length, 5.5);
  assert.equal(playTo(track, 1.05).state.paths[0].draft, "");
  const halfway = playTo(track, 2).state.paths[0];
  assert.ok(halfway.draft.startsWith("one two") && halfway.draft.length < 39);
  const after = playTo(track, 3).state.paths[0];
  assert.deepEqual([after.draft, after.steps[0].text], ["", "one two three four five six seven eight"]);
});

test("the answer is told between the last thing that was thought and the end, to the letter", () => {
  const text = "It is **8**.\n\n  Because  of that.\n";
  const track = trackOf(STORED, { answer: text });
  assert.equal(playTo(track, 3.4).state.answer, "");
  const part = playTo(track, 4.5).state.answer;
  assert.ok(part && text.startsWith(part) && part !== text);
  assert.equal(playTo(track, track.length).state.answer, text);
});

test("a reader who wants nothing to move sees whole steps", () => {
  const types = trackOf(STORED, { still: true }).moments.map(({ event }) => event.type);
  assert.ok(!types.includes("step_delta"));
});

test("a log that was told live is told as it was", () => {
  const deltas = trackOf(LOGS[0].entries).moments.filter(({ event }) => event.type === "step_delta" && event.path === 0);
  assert.deepEqual(deltas.slice(0, 2).map(({ event }) => event.text), ["37*48 = ", "1776."]);
});

test("without times paths are written side by side, at the pace of their tokens", () => {
  const untimed = [
    entry(1, 0, { type: "run_started" }),
    entry(2, 0, { type: "path_started", path: 0 }),
    entry(3, 0, { type: "path_started", path: 1 }),
    entry(4, 0, step(0, 0, "a b", 60)),
    entry(5, 0, step(1, 0, "c d", 60)),
    entry(6, 0, { type: "answered", path: 0 }),
  ];
  const { length, moments } = trackOf(untimed);
  assert.ok(length > 2 && length < 3, `${length} seconds`);
  assert.ok(moments.every(({ at }, i) => !i || at >= moments[i - 1].at));
});

test("what a run waited for its next worker is not played", () => {
  const handed = [...STORED.slice(0, 3), { a: 2, s: 1, at: 3_000, e: { type: "path_started", path: 0 } }];
  assert.equal(trackOf(handed).length, 3.5);
});

test("strange logs are played as far as they go", () => {
  for (const strange of [null, undefined, {}, [], [null], [{}], [{ a: 1, s: 1 }], [{ a: 1, s: 1, at: "x", e: { type: 3 } }]]) {
    assert.doesNotThrow(() => playTo(trackOf(strange, { answer: "x" }), 1));
  }
});

test("a long thought is played faster, a very short one slower", () => {
  assert.deepEqual([1, 3, 20, 120].map(usualSpeed), [0.25, 1, 4, 16]);
  for (const length of [1, 3, 20, 120]) assert.ok(speedsOf(length).includes(usualSpeed(length)));
});
