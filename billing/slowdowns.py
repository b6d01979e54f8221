"""Nearly unlimited: above a plan's soft cost in a month (UTC) an account's answers wait longer; staff are told.

Nothing is ever refused for it, and the person is told: that it is so, why, and until when.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from . import staff_log
from .accounts import effective_plan, lock, note
from .alerts import raise_alert, resolve_alert
from .models import Alert, BillingAccount, Slowdown, UsageHold
from .plans import PLANS, USD
from .reasons import given
from .spend import midnight


def soft_cost_of(account: BillingAccount, now: datetime) -> int | None:
    """What the account's answers may cost in a month, in micro-USD, for each paid seat; None: any amount."""
    each = effective_plan(account, now).soft_cost_micros
    return None if each is None else each * max(account.seats or 1, 1)


def watch_costs(*, now: datetime | None = None) -> int:
    """Slow the accounts that are above their plan's soft cost this month, and tell staff once; how many are new."""
    now = now or timezone.now()
    costs = [plan.soft_cost_micros for plan in PLANS.values() if plan.soft_cost_micros is not None]
    if not costs:
        return 0
    begin, end = month_of(now)
    known = Slowdown.objects.filter(month=begin.date()).values("account")
    above = (
        UsageHold.objects.filter(settled_at__gte=begin, settled_at__lt=end)
        .exclude(account__in=known)
        .values("account")
        .annotate(cost=Sum("cost_micros"))
        .filter(cost__gte=min(costs))
    )
    return sum(_slow(row["account"], row["cost"], now) for row in above)


def current(account: BillingAccount, now: datetime) -> Slowdown | None:
    """Why the account's answers wait longer at `now`, if they do. A plan without a soft cost ends it at once."""
    held = Slowdown.objects.filter(account=account, until__gt=now, since__lte=now, lifted_at=None).first()
    return held if held and soft_cost_of(account, now) is not None else None


@transaction.atomic
def lift(*, slowdown: Slowdown, actor_id: uuid.UUID, reason: str, now: datetime | None = None) -> bool:
    """Let the account's answers wait no longer, until the month ends. False when that was done before.

    Raises ReasonNeeded.
    """
    reason = given(reason)
    now = now or timezone.now()
    account = lock(slowdown.account_id)
    lifted = Slowdown.objects.filter(pk=slowdown.pk, lifted_at=None).update(
        lifted_at=now, lifted_by_id=actor_id, reason=reason
    )
    slowdown.refresh_from_db()
    if not lifted:
        return False
    note(account, "slowdown_lifted", actor_id=actor_id, details={"month": slowdown.month.isoformat()})
    for alert in Alert.objects.filter(
        kind=Alert.Kind.HEAVY_USE, subject=_subject(slowdown), resolved_at=None
    ):
        resolve_alert(alert=alert, now=now)
    facts = {"month": slowdown.month.isoformat()}
    staff_log.record(action="slowdown_lifted", actor_id=actor_id, reason=reason, account=account, facts=facts)
    return True


def month_of(now: datetime) -> tuple[datetime, datetime]:
    """The month of `now` in UTC: its beginning, and that of the next."""
    begin = midnight(now).replace(day=1)
    return begin, (begin + timedelta(days=32)).replace(day=1)


@transaction.atomic
def _slow(account_id: uuid.UUID, cost: int, now: datetime) -> bool:
    account = lock(account_id)
    soft = soft_cost_of(account, now)
    if soft is None or cost < soft:
        return False
    begin, end = month_of(now)
    slowdown, new = Slowdown.objects.get_or_create(
        account=account,
        month=begin.date(),
        defaults={"cost_micros": cost, "since": now, "until": end},
    )
    if new:
        plan = effective_plan(account, now)
        note(account, "slowed", details={"cost_micros": cost, "soft_cost_micros": soft, "plan": plan.code})
        raise_alert(
            kind=Alert.Kind.HEAVY_USE,
            subject=_subject(slowdown),
            account=account,
            message=f"{plan.name}: answers for {cost / USD:,.2f} USD this month, of {soft / USD:,.2f} USD that the "
            f"plan foresees. They wait longer until {end.date()}, unless somebody lifts that.",
        )
    return new


def _subject(slowdown: Slowdown) -> str:
    return f"{slowdown.account_id} {slowdown.month:%Y-%m}"
