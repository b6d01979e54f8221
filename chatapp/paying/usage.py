"""A person's own entries of an account's ledger: months, totals, lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from django.db.models import Min, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from billing.models import BillingAccount, UsageHold
from billing.plans import PLANS
from billing.usage import Used, used_in

from . import words

MONTHS_LISTED = 36


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, in UTC."""

    year: int
    month: int

    @property
    def start(self) -> datetime:
        return datetime(self.year, self.month, 1, tzinfo=UTC)

    @property
    def end(self) -> datetime:
        return self.next.start

    @property
    def next(self) -> Month:
        return Month(self.year + self.month // 12, self.month % 12 + 1)

    @property
    def previous(self) -> Month:
        return Month(self.year, self.month - 1) if self.month > 1 else Month(self.year - 1, 12)

    @property
    def code(self) -> str:
        """As in an address: 2026-11."""
        return f"{self.year}-{self.month:02}"

    @property
    def name(self) -> str:
        return date_format(date(self.year, self.month, 1), _("F Y"))


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the ledger, in words. `cost_micros` is micro-USD."""

    hold: UsageHold
    meter: str
    plan: str
    outcome: str
    counted: bool


@dataclass(frozen=True, slots=True)
class Total:
    """What a meter counted in this month and in the one before."""

    label: str
    now: Used
    before: Used


def month_of(moment: datetime) -> Month:
    moment = moment.astimezone(UTC)
    return Month(moment.year, moment.month)


def parsed(code: str) -> Month | None:
    """A month from an address; None for anything that is none."""
    if not re.fullmatch(r"2[0-9]{3}-(0[1-9]|1[0-2])", code, re.ASCII):
        return None
    year, month = code.split("-")
    return Month(int(year), int(month))


def months(account: BillingAccount, user_id: UUID, now: datetime) -> list[Month]:
    """The months from the person's first entry on, the newest first, MONTHS_LISTED at most."""
    first = _own(account, user_id).aggregate(first=Min("created_at"))["first"]
    month, oldest = month_of(now), month_of(first or now)
    found = [month]
    while month > oldest and len(found) < MONTHS_LISTED:
        month = month.previous
        found.append(month)
    return found


def totals(account: BillingAccount, user_id: UUID, month: Month) -> list[Total]:
    """By meter."""
    now, before = _used(account, user_id, month), _used(account, user_id, month.previous)
    none = {name: Used(name, 0, 0, 0, 0) for name in words.METERS}
    return [
        Total(label, now.get(name, none[name]), before.get(name, none[name]))
        for name, label in words.METERS.items()
    ]


def _used(account: BillingAccount, user_id: UUID, month: Month) -> dict[str, Used]:
    found = used_in(account, since=month.start, until=month.end, user_id=user_id)
    return {each.meter: each for each in found}


def entries(account: BillingAccount, user_id: UUID, month: Month) -> QuerySet[UsageHold]:
    """The month's entries, the newest first."""
    begun = _own(account, user_id).filter(created_at__gte=month.start, created_at__lt=month.end)
    return begun.order_by("-created_at", "-pk")


def line(hold: UsageHold, now: datetime) -> Line:
    live = hold.state == UsageHold.State.HELD and hold.expires_at > now
    counted = hold.state == UsageHold.State.COMMITTED
    plan = PLANS[hold.plan].name if hold.plan in PLANS else hold.plan
    return Line(hold, words.METERS.get(hold.meter, hold.meter), plan, words.outcome(hold, live=live), counted)


def _own(account: BillingAccount, user_id: UUID) -> QuerySet[UsageHold]:
    return UsageHold.objects.filter(account=account, user_id=user_id)
