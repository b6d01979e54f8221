"""What a worker tells of a short answer, as entries of a run's log."""

from __future__ import annotations

from reasoning.events import (
    AnswerDelta,
    Answered,
    BudgetUsed,
    Entry,
    Event,
    PathFinished,
    PathStarted,
    RunStarted,
)


def entries(*events: Event, attempt: int = 1, after: int = 0) -> list[Entry]:
    """`events` in order, numbered from `after` + 1."""
    return [Entry(attempt, after + place, event, 1.5) for place, event in enumerate(events, 1)]


def used(call: int = 0, generated: int = 2, cost_micros: int = 7) -> BudgetUsed:
    return BudgetUsed(
        call, "sample", 0, prompt=3, cached=1, generated=generated, cost_micros=cost_micros, seconds=0.5
    )


def opening(*words: str) -> list[Event]:
    """The beginning of a fast answer that has said `words`."""
    return [RunStarted("single", "scripted", 1, "", {}), PathStarted(0), *map(AnswerDelta, words)]


def ending(text: str) -> list[Event]:
    """The end of a fast answer whose whole text is `text`."""
    return [used(), PathFinished(0, None, text), Answered(0, None, "unverified")]
