"""What holds for an account instead of its plan's limits: reads of what staff set (overrides.py writes them)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from .models import BillingAccount, LimitOverride
from .plans import Cap, Plan


def active(account: BillingAccount, now: datetime) -> list[LimitOverride]:
    """The overrides that hold at `now`, in the order in which they were made; at `ends_at` itself one has ended."""
    if not account.has_overrides:
        return []
    holds = Q(ends_at=None) | Q(ends_at__gt=now)
    found = LimitOverride.objects.filter(holds, account=account, starts_at__lte=now)
    return list(found.order_by("created_at", "pk"))


def overridden(plan: Plan, account: BillingAccount, now: datetime) -> Plan:
    """The plan with what is set for the account at `now`."""
    for each in active(account, now):
        plan = replace(
            plan,
            fast=_cap(plan.fast, each.fast_limit, each.fast_concurrency),
            think=_cap(plan.think, each.think_limit, each.think_concurrency),
            paths=_or(plan.paths, each.paths),
            tokens=_or(plan.tokens, each.tokens),
        )
    return plan


def _cap(cap: Cap, limit: int | None, concurrency: int | None) -> Cap:
    return replace(
        cap,
        limit=cap.limit if limit is None else limit,
        concurrency=_or(cap.concurrency, concurrency),
    )


def _or(usual: int, own: int | None) -> int:
    return usual if own is None else own
