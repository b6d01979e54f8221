"""Spans of time and states in words."""

from __future__ import annotations

from billing.models import UsageHold
from billing.plans import DAY, HOUR, Cap

MINUTE = 60
METERS = {"fast": "Fast", "think": "Thinking"}
# What `quota.release` is told, by whom it may be read.
GIVEN_BACK = {
    "failed": "it failed",
    "not begun": "it was stopped before it was begun",
    "made fast": "it was made a fast answer instead",
    "cancelled": "it was stopped before it said anything",
    "deleted": "its conversation was deleted",
    "expired": "it broke off",
    "beyond the demo model": "it was beyond the demo model",
}


def span(seconds: int) -> str:
    """`3 hours`, `7 days`: in the largest unit that goes into it."""
    for unit, name in ((DAY, "day"), (HOUR, "hour"), (MINUTE, "minute")):
        if seconds % unit == 0:
            return f"{seconds // unit} {name}{'' if seconds == unit else 's'}"
    return f"{seconds} seconds"


def rate(cap: Cap) -> str:
    """`80 per 3 hours`, or that there is no cap."""
    return "No cap" if cap.limit is None else f"{cap.limit:,} per {span(cap.window_seconds)}"


def outcome(hold: UsageHold, *, live: bool) -> str:
    """What became of an entry of the ledger; `live`: it is held and its time is not up."""
    if hold.state == UsageHold.State.COMMITTED:
        return "Counted"
    if live:
        return "In progress"
    reason = hold.reason or "expired"
    return f"Given back: {GIVEN_BACK.get(reason, reason)}"
