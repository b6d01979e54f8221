"""A run's log as a table of figures, a part at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from chatapp import typed
from chatapp.runs.models import Run, RunEvent
from chatapp.runs.store import entries_of
from reasoning.state import State, fold

from . import redacted

ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """`after` is seconds since the question; `kind` is "" for an event that this version does not know."""

    attempt: int
    seq: int
    after: float
    kind: str
    facts: list[tuple[str, redacted.Fact]]


@dataclass(frozen=True, slots=True)
class Part:
    """Part `number` of `parts`, both from 1."""

    rows: list[Row]
    number: int
    parts: int
    events: int


def part(run: Run, events: Sequence[RunEvent], wanted: str) -> Part:
    """The part of the log that an address asks for; the first where it asks for none that there is."""
    parts = max(1, -(-len(events) // ROWS))
    asked = typed.whole_number(wanted, digits=5)
    number = asked if asked and asked <= parts else 1
    begin = run.created_at.timestamp()
    rows = [
        Row(
            attempt=event.attempt,
            seq=event.seq,
            after=event.at - begin,
            kind=redacted.kind_of(event.event),
            facts=[(name, _short(fact)) for name, fact in redacted.facts(event.event).items()],
        )
        for event in events[ROWS * (number - 1) : ROWS * number]
    ]
    return Part(rows, number, parts, len(events))


def _short(fact: redacted.Fact) -> redacted.Fact:
    return round(fact, 4) if isinstance(fact, float) else fact


def state_of(events: Sequence[RunEvent]) -> State | None:
    """What the log tells; None where it cannot be read as a whole."""
    try:
        return fold(entries_of(events))
    except (ValueError, TypeError, KeyError):
        return None
