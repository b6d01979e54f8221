"""The attempts at a run: who made each, and what it left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from chatapp.runs import claims
from chatapp.runs.models import EngineCall, Run, RunEvent


@dataclass(frozen=True, slots=True)
class Attempt:
    """`worker` is "" where no worker had it (it was ended in the queue) or none was noted. The last event that was
    stored is at `until`; there is none where it left nothing.
    """

    number: int
    worker: str
    since: datetime | None
    until: datetime | None
    events: int
    calls: int


def of(run: Run, events: Sequence[RunEvent], calls: Sequence[EngineCall]) -> list[Attempt]:
    """All attempts, in order."""
    claimed = {claim.attempt: claim for claim in claims.read(run.claims)}
    found = []
    for number in range(1, run.attempt + 1):
        times = [event.at for event in events if event.attempt == number]
        claim = claimed.get(number)
        found.append(
            Attempt(
                number=number,
                worker=claim.worker if claim else "",
                since=claim.at if claim else _time(min(times, default=None)),
                until=_time(max(times, default=None)),
                events=len(times),
                calls=sum(call.attempt == number for call in calls),
            )
        )
    return found


def _time(at: float | None) -> datetime | None:
    return datetime.fromtimestamp(at, UTC) if at else None
