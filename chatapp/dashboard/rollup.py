"""Make the figures of days: each day in one transaction, so that what was interrupted is simply done again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils import timezone

from chatapp.accounts.models import User

from .day import Span
from .facts import Facts
from .models import AccountDay, Figure, RolledDay
from .sources import SOURCES

# What ends shortly before midnight is written shortly after it.
FINAL_AFTER = timedelta(hours=2)
BATCH = 1_000


def count_day(day: date) -> Facts:
    """Everything that is counted of a day, from its rows."""
    facts = Facts()
    for source in SOURCES.values():
        source(Span(day), facts)
    return facts


def roll_up_day(day: date, *, now: datetime | None = None) -> bool:
    """Replace the day's figures. False where somebody else's, begun later, are there already."""
    began = now or timezone.now()
    facts = count_day(day)
    with transaction.atomic():
        row, new = RolledDay.objects.select_for_update().get_or_create(day=day, defaults={"made_at": began})
        if not new and row.made_at > began:
            return False
        RolledDay.objects.filter(pk=day).update(made_at=began)
        Figure.objects.filter(day=day).delete()
        AccountDay.objects.filter(day=day).delete()
        Figure.objects.bulk_create(_figures(day, facts), batch_size=BATCH)
        AccountDay.objects.bulk_create(_account_days(day, facts), batch_size=BATCH)
    return True


def _figures(day: date, facts: Facts) -> list[Figure]:
    return [
        Figure(day=day, name=name, group=group, part=part, value=value)
        for (name, group, part), value in sorted(facts.figures.items())
        if value
    ]


def _account_days(day: date, facts: Facts) -> list[AccountDay]:
    found = (
        AccountDay(
            day=day,
            account_id=account,
            revenue_micros=facts.revenue[account],
            refund_micros=facts.refunds[account],
            cost_micros=facts.cost[account],
        )
        for account in sorted(facts.revenue.keys() | facts.refunds.keys() | facts.cost.keys())
    )
    return [each for each in found if each.revenue_micros or each.refund_micros or each.cost_micros]


def days_to_make(*, now: datetime | None = None) -> Iterator[date]:
    """The days without final figures, oldest first, from the first person's day until today."""
    now = now or timezone.now()
    first = User.objects.order_by("created_at").values_list("created_at", flat=True).first()
    if first is None:
        return
    made = dict(RolledDay.objects.values_list("day", "made_at"))
    day, today = first.astimezone(UTC).date(), now.astimezone(UTC).date()
    while day <= today:
        if day not in made or made[day] < Span(day).end + FINAL_AFTER:
            yield day
        day += timedelta(days=1)


def catch_up(*, limit: int, now: datetime | None = None) -> int:
    """Make today's figures, then those of up to `limit` earlier days, and say how many of them are left."""
    now = now or timezone.now()
    wanted = list(days_to_make(now=now))
    if not wanted:
        return 0
    *earlier, today = wanted
    roll_up_day(today, now=now)
    # The newest first: they are what is looked at.
    for day in reversed(earlier[-limit:]):
        roll_up_day(day, now=now)
    return max(0, len(earlier) - limit)
