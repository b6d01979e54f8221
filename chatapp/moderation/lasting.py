"""For how long something is shut out."""

from __future__ import annotations

from datetime import datetime, timedelta

from .errors import ModerationError

LONGEST_DAYS = 3650


def until(days: int | None, begun: datetime, refusal: str) -> datetime | None:
    """The end of so many days; None for no end by itself. Raises ModerationError with `refusal`, which has a place
    `{most}`, for days that cannot be meant.
    """
    if days is None:
        return None
    if not 1 <= days <= LONGEST_DAYS:
        raise ModerationError(refusal.format(most=LONGEST_DAYS))
    return begun + timedelta(days=days)
