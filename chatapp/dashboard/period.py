"""Which days are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

PRESETS = (7, 30, 90, 120)
USUAL = 30
LONGEST = 400


class BadPeriod(ValueError):
    """These are no days that can be shown. The message is fit to be shown."""


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both shown; `preset` is the number of days up to today, if it is one."""

    first: date
    last: date
    preset: int | None = None

    @property
    def days(self) -> list[date]:
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    @property
    def query(self) -> str:
        """As the pages' addresses have it."""
        return f"days={self.preset}" if self.preset else f"from={self.first}&to={self.last}"


def latest(days: int, today: date) -> Period:
    """So many days, the last of which is today."""
    return Period(today - timedelta(days=days - 1), today, days)


def period_of(asked: Mapping[str, str], today: date) -> Period:
    """The period that a page's address asks for: `days`, or `from` and `to`. Raises BadPeriod."""
    first, last, days = (asked.get(name, "").strip() for name in ("from", "to", "days"))
    if not first and not last:
        if not days:
            return latest(USUAL, today)
        if days not in map(str, PRESETS):
            raise BadPeriod(_("Choose one of the periods, or two dates."))
        return latest(int(days), today)
    begin, end = _day(first), _day(last) if last else today
    end = min(end, today)
    if begin > end:
        raise BadPeriod(_("The first day comes after the last one, or has not come yet."))
    if (end - begin).days >= LONGEST:
        raise BadPeriod(_("At most {most} days fit on the page.").format(most=LONGEST))
    return Period(begin, end)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadPeriod(_("A date looks like this: 2026-01-31")) from None
