// The state of an answer being made: a fold over its events. Mirrors reasoning/state.py, field for field.
//
// `tell` folds one event, `replay` a logged entry, `fold` a whole log. All are pure: what did not change
// keeps its identity, so that views can skip it. Unknown or malformed events change nothing.

const EMPTY_USAGE = Object.freeze({ prompt: 0, cached: 0, generated: 0 });

export const EMPTY = Object.freeze({
  status: "new",
  strategy: "",
  model: "",
  budget: Object.freeze({}),
  kind: "",
  route: "",
  paths: Object.freeze([]),
  reviews: Object.freeze([]),
  votes: Object.freeze([]),
  usage: EMPTY_USAGE,
  cost_micros: 0,
  seconds: 0,
  calls: 0,
  judged: 0,
  answer: "",
  winner: null,
  confidence: null,
  verdict: "",
  error: "",
  message: "",
  cursor: Object.freeze([0, 0]),
});

const EMPTY_PATH = {
  id: 0,
  parent: null,
  shared: 0,
  note: "",
  steps: [],
  draft: "",
  status: "running",
  answer: null,
  text: "",
  weight: 0,
  reason: "",
  checks: [],
};

const ASIDE = new Set(["judge", "review"]); // purposes of calls that write neither a path nor the answer
const TERMINAL = new Set(["answered", "cancelled", "failed"]);

export const isOver = (state) => TERMINAL.has(state.status);

const text = (value) => (typeof value === "string" ? value : "");
const number = (value) => (Number.isFinite(value) ? value : 0);
const orNull = (value) => value ?? null;
const plain = (value) => (value && typeof value === "object" && !Array.isArray(value) ? value : EMPTY.budget);

function change(state, id, make) {
  if (!state.paths.some((path) => path.id === id)) return state;
  return { ...state, paths: state.paths.map((path) => (path.id === id ? { ...path, ...make(path) } : path)) };
}

const score = (s) => ({ scorer: text(s?.scorer), score: number(s?.score), critique: text(s?.critique) });
const check = (c) => ({ kind: text(c?.kind), outcome: text(c?.outcome), evidence: text(c?.evidence) });
const step = (s) => ({
  text: text(s?.text),
  tokens: number(s?.tokens),
  logprob: orNull(s?.logprob),
  scores: (s?.scores ?? []).map(score),
});
const stored = (path) => ({
  ...EMPTY_PATH,
  ...path,
  steps: (path.steps ?? []).map(step),
  checks: (path.checks ?? []).map(check),
});
const review = (r) => ({
  first: number(r?.first),
  second: number(r?.second),
  winner: orNull(r?.winner),
  critique: text(r?.critique),
  other: text(r?.other),
  best: text(r?.best),
});
const vote = (v) => ({ answer: text(v?.answer), paths: [...(v?.paths ?? [])], weight: number(v?.weight) });

const CHANGES = {
  run_started: (state, e) => ({
    ...state,
    status: "running",
    strategy: text(e.strategy),
    model: text(e.model),
    budget: plain(e.budget),
  }),
  routed: (state, e) => ({ ...state, kind: text(e.kind), route: text(e.reason) }),
  path_started: (state, e) => {
    if (!Number.isInteger(e.path)) return state;
    const parent = state.paths.find((path) => path.id === e.parent && path.id !== e.path);
    const steps = parent ? parent.steps.slice(0, Math.max(number(e.step), 0)) : [];
    const fresh = { ...EMPTY_PATH, id: e.path, parent: orNull(e.parent), shared: steps.length, note: text(e.note), steps };
    const others = state.paths.filter((path) => path.id !== e.path);
    return { ...state, paths: [...others, fresh].sort((a, b) => a.id - b.id) };
  },
  step_delta: (state, e) => change(state, e.path, (path) => ({ draft: path.draft + text(e.text) })),
  step_finished: (state, e) =>
    change(state, e.path, (path) => ({ steps: [...path.steps.slice(0, number(e.step)), step(e)], draft: "" })),
  step_scored: (state, e) =>
    change(state, e.path, (path) => ({
      steps: path.steps.map((s, i) =>
        i === e.step ? { ...s, scores: [...s.scores.filter((known) => known.scorer !== text(e.scorer)), score(e)] } : s,
      ),
    })),
  path_pruned: (state, e) =>
    change(state, e.path, () => ({ status: "pruned", reason: text(e.reason), draft: "" })),
  path_finished: (state, e) =>
    change(state, e.path, () => ({
      status: "finished",
      answer: orNull(e.answer),
      text: text(e.text),
      weight: e.weight ?? 1,
      draft: "",
    })),
  verified: (state, e) =>
    change(state, e.path, (path) => ({
      checks: [...path.checks.filter((known) => known.kind !== text(e.kind)), check(e)],
    })),
  reviewed: (state, e) => ({
    ...state,
    reviews: [...state.reviews.filter((r) => r.first !== e.first || r.second !== e.second), review(e)],
  }),
  vote_updated: (state, e) => (Array.isArray(e.votes) ? { ...state, votes: e.votes.map(vote) } : state),
  budget_used: (state, e) => ({
    ...state,
    usage: {
      prompt: state.usage.prompt + number(e.prompt),
      cached: state.usage.cached + number(e.cached),
      generated: state.usage.generated + number(e.generated),
    },
    cost_micros: state.cost_micros + number(e.cost_micros),
    seconds: Math.max(state.seconds, number(e.seconds)),
    calls: Math.max(state.calls, number(e.call) + 1),
    judged: state.judged + (ASIDE.has(e.purpose) ? number(e.generated) : 0),
  }),
  answer_delta: (state, e) => ({ ...state, answer: state.answer + text(e.text) }),
  answered: (state, e) => ({
    ...state,
    status: "answered",
    winner: orNull(e.path),
    confidence: orNull(e.confidence),
    verdict: text(e.verdict),
  }),
  snapshot: (state, e) => ({ ...fromDict(e.state), cursor: state.cursor }),
  cancelled: (state) => ({ ...state, status: "cancelled" }),
  failed: (state, e) => ({ ...state, status: "failed", error: text(e.code), message: text(e.message) }),
};

/** `state` after `event`; an event of unknown type or about an unknown path changes nothing. */
export function tell(state, event) {
  const type = event?.type;
  return Object.hasOwn(CHANGES, type) ? CHANGES[type](state, event) : state;
}

/** `state` after a logged entry `{a, s, e}`; one at or before the state's cursor changes nothing. */
export function replay(state, entry) {
  const { a, s, e } = entry ?? {};
  if (!Number.isInteger(a) || !Number.isInteger(s)) return state;
  const [attempt, seq] = state.cursor;
  if (a < attempt || (a === attempt && s <= seq)) return state;
  return { ...tell(state, e), cursor: [a, s] };
}

/** The state after all `entries`. */
export const fold = (entries) => entries.reduce(replay, EMPTY);

/** The state that a snapshot carries; what is missing has its first value. */
export function fromDict(data) {
  const known = Object.fromEntries(Object.entries(data ?? {}).filter(([key]) => Object.hasOwn(EMPTY, key)));
  return {
    ...EMPTY,
    ...known,
    paths: (known.paths ?? []).map(stored),
    reviews: (known.reviews ?? []).map(review),
    votes: (known.votes ?? []).map(vote),
    usage: { ...EMPTY_USAGE, ...known.usage },
    budget: plain(known.budget),
    cursor: [...(known.cursor ?? EMPTY.cursor)],
  };
}
