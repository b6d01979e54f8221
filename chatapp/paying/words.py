"""Spans of time and states in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from billing.models import UsageHold
from billing.plans import DAY, HOUR, Cap

MINUTE = 60
METERS = {"fast": gettext_lazy("Fast"), "think": gettext_lazy("Thinking")}
# What `quota.release` is told, by whom it may be read.
GIVEN_BACK = {
    "failed": gettext_lazy("it failed"),
    "not begun": gettext_lazy("it was stopped before it was begun"),
    "made fast": gettext_lazy("it was made a fast answer instead"),
    "cancelled": gettext_lazy("it was stopped before it said anything"),
    "deleted": gettext_lazy("its conversation was deleted"),
    "expired": gettext_lazy("it broke off"),
    "beyond the demo model": gettext_lazy("it was beyond the demo model"),
}


def span(seconds: int) -> str:
    """`3 hours`, `7 days`: in the largest unit that goes into it."""
    if seconds % DAY == 0:
        text, n = ngettext("{n} day", "{n} days", seconds // DAY), seconds // DAY
    elif seconds % HOUR == 0:
        text, n = ngettext("{n} hour", "{n} hours", seconds // HOUR), seconds // HOUR
    elif seconds % MINUTE == 0:
        text, n = ngettext("{n} minute", "{n} minutes", seconds // MINUTE), seconds // MINUTE
    else:
        text, n = ngettext("{n} second", "{n} seconds", seconds), seconds
    return text.format(n=n)


def rate(cap: Cap, *, by_seat: bool = False) -> str:
    """`80 per 3 hours`, of a team `100 per 3 hours a seat`; or that there is no cap."""
    if cap.limit is None:
        return _("No cap")
    text = _("{n} per {span} a seat") if by_seat else _("{n} per {span}")
    return text.format(n=f"{cap.limit:,}", span=span(cap.window_seconds))


def every(interval: str, *, by_seat: bool = False) -> str:
    """`a month`, `a seat and year`: behind an amount."""
    if by_seat:
        return _("a seat and year") if interval == "year" else _("a seat and month")
    return _("a year") if interval == "year" else _("a month")


def by(interval: str) -> str:
    """`by the month`: how a plan is paid."""
    return _("by the year") if interval == "year" else _("by the month")


def each(interval: str) -> str:
    """`each month`: how often something is charged."""
    return _("each year") if interval == "year" else _("each month")


def outcome(hold: UsageHold, *, live: bool) -> str:
    """What became of an entry of the ledger; `live`: it is held and its time is not up."""
    if hold.state == UsageHold.State.COMMITTED:
        return _("Counted")
    if live:
        return _("In progress")
    reason = hold.reason or "expired"
    return _("Given back: {reason}").format(reason=GIVEN_BACK.get(reason, reason))
