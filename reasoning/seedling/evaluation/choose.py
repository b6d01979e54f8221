"""The ways to choose one of several replies. Pure: a reply is known by its answer, weight and verdict."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reasoning.verifiers import Outcome


@dataclass(frozen=True, slots=True)
class Ballot:
    """One sampled reply: its answer as votes compare it (None: it has none), the natural log of its probability,
    what the recomputed steps are worth (0 to 1), what the executed check says, and whether it is right."""

    answer: str | None
    logprob: float
    steps: float
    outcome: Outcome
    right: bool


def vote(ballots: Sequence[Ballot], weight: Callable[[Ballot], float]) -> bool:
    """Whether the answer with the most weight is right; the first to be seen wins a tie. Where no reply has an answer
    that could vote, the soundest of them is taken, as the product does."""
    weights: dict[str, float] = defaultdict(float)
    first: dict[str, bool] = {}
    for ballot in ballots:
        if ballot.answer is not None:
            weights[ballot.answer] += weight(ballot)
            first.setdefault(ballot.answer, ballot.right)
    if not weights:
        return max(ballots, key=lambda ballot: (ballot.steps, ballot.logprob)).right
    return first[max(weights, key=lambda answer: weights[answer])]


def majority(ballots: Sequence[Ballot]) -> bool:
    return vote(ballots, lambda ballot: 1.0)


def likely(ballots: Sequence[Ballot]) -> bool:
    """Votes weighted by the replies' probabilities."""
    best = max(ballot.logprob for ballot in ballots)
    return vote(ballots, lambda ballot: math.exp(ballot.logprob - best))


def step_checked(ballots: Sequence[Ballot]) -> bool:
    """Votes weighted by the recomputed steps."""
    return vote(ballots, lambda ballot: ballot.steps)


def verified(ballots: Sequence[Ballot]) -> bool:
    """The first reply that passes an executed check; else the step-checked vote of those that fail none."""
    passed = next((ballot for ballot in ballots if ballot.outcome == "passed"), None)
    if passed:
        return passed.right
    return step_checked([ballot for ballot in ballots if ballot.outcome != "failed"] or ballots)


def any_of(ballots: Sequence[Ballot]) -> bool:
    """Whether there is a right one at all: no way to choose, but what the best of them could reach."""
    return any(ballot.right for ballot in ballots)


CHOICES: dict[str, Callable[[Sequence[Ballot]], bool]] = {
    "majority": majority,
    "likelihood-weighted": likely,
    "step-checked": step_checked,
    "verified": verified,
    "any of": any_of,
}
