// Why an answer was chosen, in words: a pure function of the state of a run.

import { scoreOf } from "fragaria/run/evidence.js";
import { nameOf } from "fragaria/run/fate.js";
import { t, tn } from "fragaria/text/t.js";

const TREES = new Set(["beam", "dvts", "mcts", "revise"]);

/** Whether the paths of `state` may branch from each other, so that they make a tree. */
export const isTree = (state) => TREES.has(state.strategy) || state.paths.some((path) => path.parent !== null);

const WAYS = {
  math: () => t("its answer was calculated anew, and is right"),
  code: () => t("its program was run, and passed every example"),
  agreement: () => t("its program was run, and does the same as the others"),
};

/** How well a path was scored: the mean over its steps of their lowest scores, as 0.83, or null. */
export function markOf(path) {
  const scores = path.steps.map(scoreOf).filter(Boolean);
  if (!scores.length) return null;
  const product = scores.reduce((all, { score }) => all * score, 1);
  return product ** (1 / scores.length);
}

// The mark of `winner` where none of `paths` has a better one, else null.
function bestMark(winner, paths) {
  const mark = markOf(winner);
  return mark !== null && paths.every((path) => (markOf(path) ?? 0) <= mark) ? mark : null;
}

function votesFor(state, winner) {
  const own = state.votes.find((vote) => vote.paths.includes(winner.id));
  const voters = state.votes.reduce((sum, vote) => sum + vote.paths.length, 0);
  const most = Math.max(0, ...state.votes.filter((vote) => vote !== own).map((vote) => vote.paths.length));
  return { own: own?.paths.length ?? 0, most, voters, answers: state.votes.length, leads: state.votes[0] === own };
}

const share = ({ own, voters }) =>
  tn("{own} of {n} path that came to an answer", "{own} of {n} paths that came to an answer", voters, { own });

function voted(state, winner) {
  const found = votesFor(state, winner);
  if (!found.own) return "";
  if (found.voters === 1) return t("it was the only path that came to an answer");
  if (found.own === found.voters) return t("all {n} paths that came to an answer agree", { n: found.voters });
  if (found.own === 1 && found.answers === found.voters) return t("no two paths agreed, and its answer weighs most");
  // A vote counts what the steps behind it were scored.
  if (found.leads && found.most >= found.own) {
    return t("its answer weighs most: {share}, and their steps were scored better", { share: share(found) });
  }
  if (found.leads) return t("it has most votes: {share}", { share: share(found) });
  return t("it has the votes of {share}", { share: share(found) });
}

const revises = (winner) => winner.parent !== null && Boolean(winner.note) && !winner.shared;

function reviewed(state, winner) {
  const beaten = state.reviews.filter((review) => review.winner === winner.id);
  const others = beaten.map(({ first, second }) => (first === winner.id ? second : first) + 1);
  if (revises(winner) && others.includes(winner.parent + 1)) {
    return t("it is path {number} written anew with what was found wrong with it, and was better in both orders", {
      number: winner.parent + 1,
    });
  }
  if (!others.length) return t("it came out best when drafts were compared");
  return tn("it was better than path {paths} in both orders", "it was better than paths {paths} in both orders", others.length, {
    paths: others.join(", "),
  });
}

function unverified(state, winner) {
  const finished = state.paths.filter((path) => path.status === "finished");
  if (winner.status !== "finished") return t("time was up, and it had come furthest");
  const counted = voted(state, winner);
  if (counted) return counted;
  if (state.paths.length === 1) return t("it was the only path");
  if (finished.length === 1) return t("it was the only path that came to an end");
  const mark = bestMark(winner, finished);
  return mark === null
    ? t("there was no short answer to vote on")
    : t("there was no short answer to vote on, and its steps were scored best: {score}", { score: mark.toFixed(2) });
}

const REASONS = {
  verified: (_state, winner) => {
    const passed = winner.checks.find((check) => check.outcome === "passed");
    return (WAYS[passed?.kind] ?? (() => t("an executed check of its answer has passed")))();
  },
  agreed: voted,
  reviewed,
  refuted: (state, winner) => {
    const counted = voted(state, winner);
    return counted
      ? t("a check speaks against every answer; of these, {reason}", { reason: counted })
      : t("a check speaks against every answer that was found");
  },
  unverified,
};

// What else speaks for it, after the reason itself.
function more(state, winner) {
  const said = [];
  const { own, voters, answers } = votesFor(state, winner);
  if (state.verdict === "verified" && own && voters > 1) {
    said.push(
      answers === 1
        ? t("All {n} paths that came to an answer agree with it.", { n: voters })
        : t("It had {share}.", { share: share({ own, voters }) }),
    );
  }
  const alike = state.paths.filter((path) => path.status === "finished" && path.answer === winner.answer);
  const mark = bestMark(winner, alike);
  if (own > 1 && mark !== null) said.push(t("Of the paths with this answer its steps were scored best: {score}.", { score: mark.toFixed(2) }));
  const pruned = state.paths.filter((path) => path.status === "pruned").length;
  if (pruned && pruned === state.paths.length - 1) said.push(t("Every other path was given up."));
  return said;
}

/** {path, reason, more}: who answered, and why; null as long as nobody has. `more` are whole sentences. */
export function why(state) {
  const winner = state.status === "answered" ? state.paths.find((path) => path.id === state.winner) : null;
  if (!winner) return null;
  const reason = (REASONS[state.verdict] ?? unverified)(state, winner) || unverified(state, winner);
  return { path: nameOf(winner), reason: t("was chosen because {reason}.", { reason }), more: more(state, winner) };
}
