"""Which plan an account's subscriptions give it. Pure: Stripe's objects in, a standing out.

active or trialing: the plan; past due: the plan until GRACE_DAYS after the unpaid invoice; anything else: none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from .plans import PLANS, plan_of_price

Obj = dict[str, Any]
GRACE_DAYS = 14
GOOD = ("active", "trialing")
# With one of these an account has a subscription, paid or not: it changes that one and buys no second.
LIVE = (*GOOD, "past_due", "unpaid", "incomplete", "paused")


@dataclass(frozen=True, slots=True)
class Standing:
    """`plan` is None without a subscription that gives one. `ends_at`: when grace is over.

    `unknown` lists subscriptions whose price is not in the catalogue: while there is one, the plan stays as it was.
    `paying` lists those that give a plan; more than one is a mistake that costs somebody money.
    """

    plan: str | None
    quantity: int = 0
    ends_at: datetime | None = None
    unknown: tuple[str, ...] = ()
    paying: tuple[str, ...] = ()


def standing(subscriptions: Sequence[Obj], invoices: Sequence[Obj]) -> Standing:
    """The best that the subscriptions give."""
    found: list[tuple[int, datetime, int, Obj]] = []
    unknown: list[str] = []
    for each in subscriptions:
        if each["status"] not in (*GOOD, "past_due"):
            continue
        item = item_of(each)
        code = plan_of_price(item["price"])
        if code is None:
            unknown.append(each["id"])
            continue
        ends = grace_end(each, invoices) if each["status"] == "past_due" else datetime.max.replace(tzinfo=UTC)
        found.append((list(PLANS).index(code), ends, item["quantity"] or 1, each))
    if not found:
        return Standing(None, unknown=tuple(unknown))
    place, ends, quantity, _ = max(found, key=lambda each: each[:3])
    return Standing(
        plan=list(PLANS)[place],
        quantity=quantity,
        ends_at=None if ends.year == datetime.max.year else ends,
        unknown=tuple(unknown),
        paying=tuple(each[3]["id"] for each in found),
    )


def grace_end(subscription: Obj, invoices: Sequence[Obj]) -> datetime:
    """GRACE_DAYS after the oldest invoice of the subscription that is still owed."""
    owed = [
        each["created"]
        for each in invoices
        if each["status"] == "open" and subscription_of(each) == subscription["id"]
    ]
    since = min(owed, default=item_of(subscription)["current_period_start"])
    return moment(since) + timedelta(days=GRACE_DAYS)


def item_of(subscription: Obj) -> Obj:
    """The seat item: the one whose price is ours, else the first."""
    items: list[Obj] = subscription["items"]["data"]
    return next((each for each in items if plan_of_price(each["price"])), items[0])


def subscription_of(invoice: Obj) -> str:
    """The subscription that an invoice is for, or nothing."""
    details = (invoice.get("parent") or {}).get("subscription_details") or {}
    found = details.get("subscription") or ""
    return found if isinstance(found, str) else str(found["id"])


def end_scheduled(subscription: Obj) -> datetime | None:
    """When it will end by somebody's wish. The portal sets `cancel_at` alone, so either field counts."""
    if subscription["status"] not in LIVE:
        return None
    if subscription["cancel_at"]:
        return moment(subscription["cancel_at"])
    if subscription["cancel_at_period_end"]:
        return moment(item_of(subscription)["current_period_end"])
    return None


def moment(seconds: int) -> datetime:
    """Stripe's seconds since the epoch."""
    return datetime.fromtimestamp(seconds, UTC)
