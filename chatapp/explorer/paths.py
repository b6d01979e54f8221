"""A run's paths, votes and comparisons in figures: what they say stays out."""

from __future__ import annotations

from dataclasses import dataclass

from reasoning.state import Path, State, Step

from . import redacted


@dataclass(frozen=True, slots=True)
class PathFigures:
    """Numbers count from 1, as people see them. `scores` has one a step, the lowest of its scorers, None where it has
    none; `checks` are (kind, outcome).
    """

    number: int
    parent: int | None
    shared: int
    status: str
    reason: str
    steps: int
    tokens: int
    scores: tuple[float | None, ...]
    critiques: int
    answered: bool
    weight: float
    checks: tuple[tuple[str, str], ...]
    won: bool


@dataclass(frozen=True, slots=True)
class VoteFigures:
    """Paths whose answers mean the same."""

    paths: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    """Two drafts that were compared; `winner` is None where the two orders disagree."""

    first: int
    second: int
    winner: int | None


def paths(state: State) -> list[PathFigures]:
    return [_figures(path, state) for path in state.paths]


def votes(state: State) -> list[VoteFigures]:
    return [VoteFigures(tuple(path + 1 for path in vote.paths), vote.weight) for vote in state.votes]


def reviews(state: State) -> list[ReviewFigures]:
    return [
        ReviewFigures(
            review.first + 1, review.second + 1, None if review.winner is None else review.winner + 1
        )
        for review in state.reviews
    ]


def _figures(path: Path, state: State) -> PathFigures:
    return PathFigures(
        number=path.id + 1,
        parent=None if path.parent is None else path.parent + 1,
        shared=path.shared,
        status=path.status,
        reason=redacted.reason(path.reason),
        steps=len(path.steps),
        tokens=sum(step.tokens for step in path.steps[path.shared :]),
        scores=tuple(_lowest(step) for step in path.steps),
        critiques=sum(bool(score.critique) for step in path.steps for score in step.scores),
        answered=bool(path.answer or path.text),
        weight=path.weight,
        checks=tuple((check.kind, check.outcome) for check in path.checks),
        won=state.winner == path.id,
    )


def _lowest(step: Step) -> float | None:
    return min((score.score for score in step.scores), default=None)
