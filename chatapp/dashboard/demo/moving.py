"""A clock that is moved by hand, for as long as the past is invented."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, tzinfo
from pathlib import Path

from django.utils import timezone

from billing.sandbox import clock as stripe
from billing.sandbox.world import world


class Clock:
    """What `django.utils.timezone.now` says, in this process alone."""

    def __init__(self, at: datetime) -> None:
        self.at = at


@contextmanager
def moved(clock: Clock) -> Iterator[None]:
    """Everything that is stored in the block is stamped with the clock's time."""

    class Moved(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return clock.at.astimezone(tz)

    real = timezone.datetime  # type: ignore[attr-defined]
    timezone.datetime = Moved  # type: ignore[attr-defined]
    try:
        yield
    finally:
        timezone.datetime = real  # type: ignore[attr-defined]


def is_unused(sandbox: Path) -> bool:
    """Whether nobody has bought anything in the sandbox: only then may its clock be set back."""
    if not sandbox.exists():
        return True
    with world(sandbox) as here:
        return not here.all("customer")


def set_back(sandbox: Path, at: datetime) -> None:
    """Begin the sandbox's time at a moment of the past."""
    with world(sandbox) as here:
        here.move_clock(int(at.timestamp()))


def move_on(sandbox: Path, at: datetime) -> None:
    """Let the sandbox's time pass, with all that falls due."""
    stripe.advance(sandbox, to=int(at.timestamp()))
