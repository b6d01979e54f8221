"""Who votes for what, and who wins. The order of evidence: an executed check, then votes, then likelihood."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from ..events import Vote
from ..scorers import LEAST, UNSCORED, path_weight, refuted
from ..scorers.worth import flawed
from ..state import Path, State
from ..verifiers import Outcome
from .base import Action, Answer, Prune, Room, Tally, usable, written

Weigh = Callable[[Path], float]

FLOOR = 3  # finished paths before an early end: short ones arrive first
WRONG_STEP = "a wrong step"


def whole(path: Path) -> float:
    """A path's vote: 1, whatever its steps were scored. What a limit has cut off never votes."""
    return 1.0 if path.weight else 0.0


def by_steps(path: Path) -> float:
    """A path's vote by what its steps are scored now, see scorers.path_weight: a judge may speak after its end. One
    that weighed LEAST when it ended, as its answer was wrung from it, weighs no more than that."""
    return path_weight(path.steps) if path.weight > LEAST else path.weight


def by_likelihood(path: Path) -> float:
    """A path's vote: the geometric mean probability of its tokens; UNSCORED where the engine tells none."""
    if not path.weight:
        return 0.0
    logprob = mean_logprob(path)
    return UNSCORED if logprob == -math.inf else math.exp(min(logprob, 0.0))


def standing(path: Path) -> Outcome:
    """What executed checks say of the path's answer; where they disagree, it has not passed."""
    outcomes = {check.outcome for check in path.checks}
    return "failed" if "failed" in outcomes else "passed" if "passed" in outcomes else "unknown"


def sound(path: Path) -> bool:
    """Whether no rule, no judge and no executed check has found anything wrong with it."""
    return standing(path) != "failed" and not refuted(path) and flawed(path) is None


def mean_logprob(path: Path) -> float:
    """Mean natural-log probability of the path's tokens; minus infinity where the engine gives none."""
    tokens = sum(step.tokens for step in path.steps)
    if not tokens or any(step.logprob is None for step in path.steps):
        return float("-inf")
    return sum(step.logprob or 0.0 for step in path.steps) / tokens


def tally(finished: Sequence[Path], weigh: Weigh) -> tuple[Vote, ...]:
    """The groups of equal canonical answers: first what a check has passed, then the heaviest; ties go to the
    sounder steps, then to the likeliest single path. What a check has refuted weighs nothing.
    """
    groups: dict[str, list[Path]] = {}
    for path in finished:
        if path.answer is not None:
            groups.setdefault(path.answer, []).append(path)
    votes = [(_vote(answer, group, weigh), group) for answer, group in groups.items()]
    votes.sort(
        key=lambda pair: (
            not any(standing(p) == "passed" for p in pair[1]),
            -pair[0].weight,
            -round(sum(by_steps(p) for p in pair[1]), 6),
            -max(mean_logprob(p) for p in pair[1]),
            pair[1][0].id,
        )
    )
    return tuple(vote for vote, _ in votes)


def poll(state: State, weigh: Weigh) -> tuple[list[Path], tuple[Vote, ...], tuple[Action, ...]]:
    """The paths that have come to an end, their votes, and the Tally that tells of them where they have changed."""
    finished = [p for p in state.paths if p.status == "finished"]
    votes = tally(finished, weigh)
    return finished, votes, (Tally(votes),) if votes != state.votes else ()


def _vote(answer: str, group: list[Path], weigh: Weigh) -> Vote:
    weight = sum(weigh(p) for p in group if standing(p) != "failed")
    return Vote(answer, tuple(p.id for p in group), round(weight, 6))


def proven(state: State) -> bool:
    """Whether a finished path's answer has passed an executed check: nothing else is worth its tokens."""
    return any(
        p.status == "finished" and p.answer is not None and standing(p) == "passed" for p in state.paths
    )


def decided(votes: tuple[Vote, ...], still_open: int) -> bool:
    """Whether the leader wins however the open paths vote (each weighs at most 1)."""
    if not votes:
        return False
    second = votes[1].weight if len(votes) > 1 else 0.0
    return votes[0].weight > second + still_open


def awaited(votes: tuple[Vote, ...], room: Room) -> bool:
    """Whether a check of the leading answer is still under way, which counts more than votes, or a reward model still
    reads one of its paths, which it may condemn."""
    return bool(votes) and not (room.checking | room.rewarding).isdisjoint(votes[0].paths)


def hopeless(state: State) -> tuple[Prune, ...]:
    """Running paths with a wrong step, given up where enough others are sound."""
    well = [p for p in state.paths if (p.status == "running" or p.answer is not None) and sound(p)]
    if len(well) < FLOOR:
        return ()
    return tuple(Prune(p.id, WRONG_STEP) for p in state.paths if p.status == "running" and not sound(p))


def settle(state: State, votes: tuple[Vote, ...], weigh: Weigh) -> tuple[Action, ...]:
    """Give up what still runs, as the answer is decided."""
    prunes = tuple(Prune(p.id, "decided") for p in state.paths if p.status == "running")
    return prunes + answer(state, votes, weigh)


def answer(state: State, votes: tuple[Vote, ...], weigh: Weigh) -> tuple[Action, ...]:
    """The winner among what there is: the vote's, else the soundest finished path, else the longest.

    'agreed' takes two paths and more than half the weight of all that came to an end, mute ones included.
    """
    ended = [p for p in state.paths if p.status == "finished" and p.weight]
    if votes:
        leader = votes[0]
        best = max((state.path(n) for n in leader.paths), key=_soundness)
        if standing(best) == "passed":
            return (Answer(best.id, 1.0, "verified"),)
        if standing(best) == "failed":
            return (Answer(best.id, 0.0, "refuted"),)
        total = sum(vote.weight for vote in votes)
        everyone = total + sum(weigh(p) for p in ended if p.answer is None)
        agreed = len(leader.paths) >= 2 and leader.weight * 2 > everyone
        return (
            Answer(best.id, leader.weight / total if total else 0.0, "agreed" if agreed else "unverified"),
        )
    finished = [p for p in state.paths if p.status == "finished" and p.text]
    if finished:
        return (Answer(max(finished, key=_soundness).id, None, "unverified"),)
    longest = max(filter(usable, state.paths), key=lambda p: len(written(p)), default=None)
    return (Answer(longest.id, None, "unverified"),) if longest else ()


def _soundness(path: Path) -> tuple[bool, float, float]:
    return standing(path) == "passed", by_steps(path), mean_logprob(path)
