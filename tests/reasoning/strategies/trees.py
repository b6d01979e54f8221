"""What the tests of the tree strategies share: paths in a few words, and what a strategy says of them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from reasoning.state import Path, Score, State, Step
from reasoning.strategies import Action, Prune, Room, Sample, Strategy
from reasoning.strategies.votes import by_steps, tally
from reasoning.types import Budget, Usage

EIGHT = Budget(tokens=8000, paths=8, steps=5, seconds=20)


def step(text: str, score: float | None = 0.8, tokens: int = 20) -> Step:
    scores = () if score is None else (Score("arithmetic+likelihood", score),)
    return Step(text, tokens, -2.0, scores)


def running(number: int, *scores: float, parent: int | None = None, shared: int = 0, said: str = "") -> Path:
    """A path with a step for each score; what it says is its own, except for the shared steps."""
    own = said or str(number)
    steps = tuple(step(f"{n} of {parent if n < shared else own}", score) for n, score in enumerate(scores))
    return Path(number, parent=parent, shared=shared, steps=steps)


def finished(path: Path, answer: str | None) -> Path:
    return replace(path, status="finished", answer=answer, text="t", weight=0.8)


def pruned(path: Path, reason: str) -> Path:
    return replace(path, status="pruned", reason=reason)


def ask(
    strategy: Strategy,
    *paths: Path,
    live: Set[int] = frozenset(),
    budget: Budget = EIGHT,
    used: int = 0,
    **room: object,
) -> tuple[Action, ...]:
    votes = tally([p for p in paths if p.status == "finished"], by_steps)
    state = State(status="running", paths=paths, votes=votes, usage=Usage(0, 0, used))
    free = Room(budget, frozenset(live), budget.tokens - used)
    return strategy.ask(state, replace(free, **room))  # type: ignore[arg-type]


def dropped(actions: tuple[Action, ...]) -> list[int]:
    return [action.path for action in actions if isinstance(action, Prune)]


def begun(actions: tuple[Action, ...]) -> list[int]:
    return [action.path for action in actions if isinstance(action, Sample)]


def branches(actions: tuple[Action, ...]) -> list[tuple[int, int | None, int]]:
    """Number, parent and shared steps of each branch that begins."""
    samples = (action for action in actions if isinstance(action, Sample) and action.parent is not None)
    return [(sample.path, sample.parent, sample.step) for sample in samples]
