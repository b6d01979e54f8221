"""Reads of the ledger as it stands for one person: what counts in a window, and what is still allowed."""

from __future__ import annotations

import uuid
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet, UUIDField
from django.utils import timezone
from django.utils.translation import gettext as _

from .accounts import effective_plan, on_trial
from .credits import counts, credit_left
from .models import BillingAccount, UsageHold
from .plans import PLANS, PRICES, Cap, Plan
from .seats import cap_of
from .slowdowns import current
from .windows import Entry, Meter, iso, measure


@dataclass(frozen=True, slots=True)
class Slowed:
    """Answers wait longer until a moment; `message` says why, for the person."""

    until: datetime
    message: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person may still use. `trial_ends_at` is None unless a trial lasts; `paths` and `seconds` are the most
    that one thinking answer takes; `upgrade` says that a larger plan is for sale to this person.
    """

    plan: str
    plan_name: str
    trial_ends_at: datetime | None
    fast: Meter
    think: Meter
    paths: int
    seconds: int
    upgrade: bool = False
    slowed: Slowed | None = None

    def as_dict(self) -> dict[str, Any]:
        """As docs/protocol.md has it: moments in ISO 8601."""
        return {
            "plan": self.plan,
            "plan_name": self.plan_name,
            "trial_ends_at": iso(self.trial_ends_at),
            "fast": self.fast.as_dict(),
            "think": self.think.as_dict(),
            "limits": {"paths": self.paths, "seconds": self.seconds},
            "upgrade": self.upgrade,
            "slowed": asdict(self.slowed) | {"until": iso(self.slowed.until)} if self.slowed else None,
        }


def allowance(*, account: BillingAccount, user_id: uuid.UUID, now: datetime | None = None) -> Allowance:
    """The person's plan and the reading of both meters."""
    now = now or timezone.now()
    plan = effective_plan(account, now)
    return Allowance(
        plan=plan.code,
        plan_name=plan.name,
        trial_ends_at=account.trial_ends_at if on_trial(account, now) else None,
        fast=_with_credit(account, user_id, "fast", plan, now),
        think=_with_credit(account, user_id, "think", plan, now),
        paths=plan.paths,
        seconds=plan.think_seconds,
        upgrade=may_upgrade(account, user_id, plan),
        slowed=_slowed(account, plan, now),
    )


def may_upgrade(account: BillingAccount, user_id: uuid.UUID, plan: Plan) -> bool:
    """Whether a larger plan than `plan` is for sale to this person for this account. A team has the one for teams."""
    if not settings.BILLING or account.owner_id != user_id or account.kind != BillingAccount.Kind.PERSON:
        return False
    order = list(PLANS)
    sold = {price.plan for price in PRICES.values()} - {"team"}
    return any(order.index(code) > order.index(plan.code) for code in sold)


def counted(
    account: BillingAccount, user_id: uuid.UUID, meter: str, *, since: datetime, now: datetime
) -> QuerySet[UsageHold]:
    """The person's holds that count and were made after `since`."""
    return UsageHold.objects.filter(
        counts(now), account=account, user_id=user_id, meter=meter, created_at__gt=since, credit=None
    )


def entries(holds: QuerySet[UsageHold]) -> list[Entry]:
    """What holds put into their window, oldest first."""
    rows = holds.order_by("created_at").values_list("created_at", "units")
    return [Entry(at, units) for at, units in rows]


def reading(account: BillingAccount, user_id: uuid.UUID, meter: str, cap: Cap, now: datetime) -> Meter:
    """The reading of a meter at `now`, without credits."""
    since = now - timedelta(seconds=cap.window_seconds)
    return measure(entries(counted(account, user_id, meter, since=since, now=now)), cap)


# By hand: Django takes longer to write this query than the database to answer it, and an answer's two transactions
# longer by a fifth (docs/billing-bench.md). Each of the three parts has an index of its own.
PAST = """
SELECT id, idempotency_key, state, created_at, expires_at, units, credit_id FROM billing_usagehold
WHERE idempotency_key = %s
    OR (account_id = %s AND user_id = %s AND meter = %s AND state = 'held')
    OR (account_id = %s AND user_id = %s AND meter = %s AND created_at > %s AND credit_id IS NULL
        AND state IN ('held', 'committed'))
"""


@dataclass(frozen=True, slots=True)
class Past:
    """What the ledger has that bears on one more unit: whether the request `is_known`, what is in the window (oldest
    first), how many answers are `running`, and whether one of the person's `has_crashed`: its hold has expired.
    """

    is_known: bool
    entries: list[Entry]
    running: int
    has_crashed: bool


def past_of(
    account: BillingAccount, user_id: uuid.UUID, meter: str, cap: Cap, *, key: str, now: datetime
) -> Past:
    """The same in one query; under the account's lock, before an answer begins."""
    since = now - timedelta(seconds=cap.window_seconds) if cap.limit is not None else now
    mine = (_uuid(account.pk), _uuid(user_id), meter)
    known, running, crashed, window = False, 0, False, []
    for row in UsageHold.objects.raw(PAST, [key, *mine, *mine, since]):
        if row.idempotency_key == key:
            known = True
            continue
        lives = row.state == UsageHold.State.COMMITTED or row.expires_at > now
        if row.state == UsageHold.State.HELD:
            running += lives
            crashed |= not lives
        if lives and row.credit_id is None and row.created_at > since:
            window.append(Entry(row.created_at, row.units))
    window.sort(key=lambda entry: entry.at)
    return Past(known, window, running, crashed)


def _uuid(value: uuid.UUID) -> object:
    return UUIDField().get_db_prep_value(value, connection)


def _with_credit(account: BillingAccount, user_id: uuid.UUID, meter: str, plan: Plan, now: datetime) -> Meter:
    found = reading(account, user_id, meter, cap_of(account, user_id, meter, plan), now)
    return replace(found, credit=credit_left(account, user_id, meter, now)) if found.low else found


def _slowed(account: BillingAccount, plan: Plan, now: datetime) -> Slowed | None:
    if plan.soft_cost_micros is None or (found := current(account, now)) is None:
        return None
    return Slowed(
        found.until,
        _(
            "This month's answers cost more than the {plan} plan foresees, so yours wait longer when many people "
            "are asking. Nothing is refused."
        ).format(plan=plan.name),
    )
