"""What its owner should hear of when an account was brought in line with Stripe: the difference that a sync made.

`seen` before the write and `tell` after it, in the same transaction: what a sync does not change is not told again,
so a hundred syncs tell once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..access import GOOD
from ..models import BillingAccount, Invoice, Mail, Subscription
from ..plans import PLANS, PRICES
from .outbox import queue

Facts = dict[str, Any]
# What is older when we first hear of it was before our time: a database that was restored, a first import.
OLD = timedelta(days=7)
REMIND = timedelta(days=3)
# With one of these a subscription gives its plan.
GIVING = (*GOOD, "past_due")


@dataclass(frozen=True, slots=True)
class Seen:
    """An account's snapshot: subscriptions and invoices by Stripe's id."""

    subscriptions: dict[str, Subscription]
    invoices: dict[str, Invoice]


def seen(account: BillingAccount) -> Seen:
    """The snapshot as the database has it now."""
    return Seen(
        {each.pk: each for each in Subscription.objects.filter(account=account)},
        {each.pk: each for each in Invoice.objects.filter(account=account)},
    )


def tell(account: BillingAccount, before: Seen, *, now: datetime) -> None:
    """Queue a mail for each piece of news since `before`. `now` is Stripe's clock, which the sandbox can move."""
    after = seen(account)
    for id_, subscription in after.subscriptions.items():
        earlier = before.subscriptions.get(id_)
        for kind, facts in changes(earlier, subscription, now):
            # Under the account's lock. The same can happen to a subscription again, and is then told again.
            times = Mail.objects.filter(kind=kind, key__startswith=f"{kind}:{id_}:").count()
            queue(kind=kind, key=f"{kind}:{id_}:{times + 1}", account=account, facts=facts)
        remind(subscription, now=now)
    for invoice in after.invoices.values():
        _tell_invoice(account, before.invoices.get(invoice.pk), invoice, after.subscriptions, now)


def changes(old: Subscription | None, new: Subscription, now: datetime) -> Iterator[tuple[str, Facts]]:
    """Kinds of mail and their facts, for one subscription. Pure."""
    facts = bought(new)
    if old is None or old.status not in GIVING:
        if new.status in GOOD and new.plan and (old is not None or new.created_at > now - OLD):
            yield "plan_started", facts
    elif new.status not in GIVING:
        # Unpaid it may stay for good, without an end of which a reason could be given.
        reason = new.end_reason or ("payment_failed" if new.status == "unpaid" else "")
        yield "plan_ended", facts | {"plan": old.plan, "reason": reason}
    elif new.plan and old.plan and _size(new) != _size(old):
        yield ("upgraded" if _size(new) > _size(old) else "downgraded"), facts
    elif new.ends_at and not old.ends_at:
        yield "canceled", facts | {"ends_at": new.ends_at.isoformat(), "owed": new.status == "past_due"}
    elif _next(new) and _next(new) != _next(old):
        wanted = PRICES[new.next_lookup_key]
        then = {"cents": wanted.cents, "quantity": new.next_quantity, "interval": wanted.interval}
        yield "downgrade_scheduled", facts | {
            "next_plan": wanted.plan, "next_quantity": new.next_quantity, "next": then
        }  # fmt: skip
    elif (old.ends_at and not new.ends_at) or (_next(old) and not _next(new) and not new.ends_at):
        yield "resumed", facts


def remind(subscription: Subscription, *, now: datetime) -> bool:
    """Queue the reminder of a trial that ends within three days; once for each end."""
    ends = subscription.trial_ends_at
    if subscription.status != "trialing" or subscription.ends_at or ends is None:
        return False
    if not now < ends <= now + REMIND:
        return False
    facts = bought(subscription) | {
        "subscription": subscription.pk,
        "trial_ends_at": ends.isoformat(),
        "charged": True,
    }
    key = f"trial_ending:{subscription.pk}:{ends.date()}"
    return queue(kind="trial_ending", key=key, account=subscription.account, facts=facts)


def bought(subscription: Subscription) -> Facts:
    """What a subscription is, as mails name it."""
    trial = subscription.trial_ends_at if subscription.status == "trialing" else None
    return {
        "plan": subscription.plan,
        "quantity": subscription.quantity,
        "cents": subscription.cents,
        "interval": subscription.interval,
        "period_end": subscription.period_end.isoformat(),
        "trial_ends_at": trial.isoformat() if trial else None,
    }


def _tell_invoice(
    account: BillingAccount,
    old: Invoice | None,
    new: Invoice,
    subscriptions: dict[str, Subscription],
    now: datetime,
) -> None:
    is_news = old is not None or new.created_at > now - OLD
    payer = subscriptions.get(new.subscription_id)
    facts: Facts = {
        "invoice": new.pk, "number": new.number, "currency": new.currency, "reason": new.reason,
        "at": now.isoformat(), "url": new.hosted_url,
    } | (bought(payer) if payer and payer.plan else {})  # fmt: skip
    if new.status == "paid" and new.amount_paid > 0 and is_news and (old is None or old.status != "paid"):
        queue(
            kind="receipt",
            key=f"receipt:{new.pk}",
            account=account,
            facts=facts | {"paid": new.amount_paid},
        )
    if new.status == "open" and payer and payer.plan and payer.status == "past_due" and account.plan_ends_at:
        again = new.next_attempt_at.isoformat() if new.next_attempt_at else None
        due = {"due": new.amount_due, "again_at": again, "grace_ends_at": account.plan_ends_at.isoformat()}
        queue(kind="payment_failed", key=f"payment_failed:{new.pk}", account=account, facts=facts | due)


def _size(subscription: Subscription) -> tuple[int, int, bool]:
    """Larger is more: by plan, then seats, then the length of the period."""
    return (list(PLANS).index(subscription.plan), subscription.quantity, subscription.interval == "year")


def _next(subscription: Subscription) -> tuple[str, int | None] | None:
    """What follows at the period's end, where that is another thing."""
    coming = (subscription.next_lookup_key, subscription.next_quantity)
    now = (subscription.lookup_key, subscription.quantity)
    return coming if subscription.next_lookup_key in PRICES and coming != now else None
