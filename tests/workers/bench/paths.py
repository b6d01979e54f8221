"""Paths and problems for the benchmark's tests: whole replies, given out a character at a time."""

from __future__ import annotations

from reasoning.seedling.problem import Problem
from reasoning.seedling.tasks import REASONED
from reasoning.types import FinishReason
from workers.bench.problems import hard_tier
from workers.bench.written import Row, Written


def written(text: str, *, logprob: float = -0.1, reason: FinishReason = "stop") -> Written:
    """A path of which each character is a token."""
    ones = (1,) * len(text)
    return Written(text, ones, ones, (logprob,) * len(text), reason)


def row(problem: Problem, *texts: str) -> Row:
    """A row in which the greedy reply is the right one, and the paths say `texts`."""
    return Row(problem.question, problem.key, written(problem.reply), tuple(map(written, texts)))


def one_of_each() -> dict[str, Problem]:
    """A problem of each family."""
    return dict(zip(REASONED, hard_tier(len(REASONED), 7), strict=True))
