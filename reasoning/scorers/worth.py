"""Which steps are worth a judge's tokens: those that can still change what is chosen. Pure."""

from __future__ import annotations

from ..state import Path, State
from ..types import Budget
from .judge import AT_ONCE, SCORER

SHARE = 0.25  # of the answer's tokens, at most, for judging and reviewing
WRONG = 0.4  # below this score of a judge or a reward model, a step is taken to be wrong
_JUDGES = frozenset({SCORER, "reward"})


def flawed(path: Path) -> int | None:
    """The number of the path's first wrong step, from 0: a rule has refuted it, or a judge or a reward model has
    scored it below WRONG. How likely the model found its words says nothing about that. None where none is known.
    """
    for number, step in enumerate(path.steps):
        for score in step.scores:
            by_rule = "arithmetic" in score.scorer.split("+") and score.score == 0
            if by_rule or (score.scorer in _JUDGES and score.score < WRONG):
                return number
    return None


def unjudged(path: Path) -> tuple[int, ...]:
    """The steps of `path`, from 0, to judge in the next call, at most AT_ONCE. After a wrong step none is."""
    if flawed(path) is not None:
        return ()
    known = (any(score.scorer == SCORER for score in step.scores) for step in path.steps)
    return tuple(number for number, judged in enumerate(known) if not judged)[:AT_ONCE]


def order(state: State) -> list[int]:
    """The paths that are worth judging, the most useful first: the best of the leading answer and the best of the
    one that contests it, then their next ones; then paths that are being written; then the rest.

    Not worth it are paths that were given up, that have a wrong step already, or whose answer an executed check
    has decided; and none is, once an answer has passed.
    """
    if any(check.outcome == "passed" for path in state.paths for check in path.checks):
        return []
    places = {
        id_: (rank, place) for rank, vote in enumerate(state.votes) for place, id_ in enumerate(vote.paths)
    }

    def usefulness(path: Path) -> tuple[int, int, int, int]:
        rank, place = places.get(path.id, (len(state.votes), 0))
        tier = 0 if path.id in places and rank < 2 else 1 if path.status == "running" else 2
        return tier, place, rank, path.id

    worth = [path for path in state.paths if _open(path)]
    return [path.id for path in sorted(worth, key=usefulness)]


def allowance(state: State, budget: Budget) -> int:
    """Tokens that judges and reviewers may still generate."""
    return max(int(budget.tokens * SHARE) - state.judged, 0)


def _open(path: Path) -> bool:
    decided = any(check.outcome != "unknown" for check in path.checks)
    cut_off = path.status == "finished" and not path.weight
    return path.status != "pruned" and not decided and not cut_off and bool(unjudged(path))
