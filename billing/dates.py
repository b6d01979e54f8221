"""Days and moments in words, in UTC and in the reader's language."""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def day(at: datetime) -> str:
    """`3 November 2026`."""
    return str(date_format(at.astimezone(UTC), _("j F Y")))


def moment(at: datetime) -> str:
    """`3 November 2026, 14:32 UTC`."""
    return f"{date_format(at.astimezone(UTC), _('j F Y, H:i'))} UTC"


def within(at: datetime) -> str:
    """The same inside a sentence: `on 3 November 2026 at 14:32 UTC`."""
    at = at.astimezone(UTC)
    return _("on {day} at {time} UTC").format(day=day(at), time=f"{at:%H:%M}")
