"""What an account pays now and next, read from the snapshot: no page waits for Stripe to say this."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from billing.access import GOOD, LIVE
from billing.models import BillingAccount, Invoice, Subscription
from billing.plans import PRICES, Price, price_of


@dataclass(frozen=True, slots=True)
class Charge:
    """What will be taken, in cents, and when. Where it is not `exact`, tax, discounts and credit are not in it."""

    cents: int
    at: datetime
    exact: bool


@dataclass(frozen=True, slots=True)
class Planned:
    """What follows at the period's end."""

    price: Price
    quantity: int


def live_subscription(account: BillingAccount) -> Subscription | None:
    """The subscription that the account has, paid or not: one of a known price, the newest first."""
    live = account.subscriptions.filter(status__in=LIVE)
    return max(live, key=lambda each: (bool(each.plan), each.created_at), default=None)


def price_held(subscription: Subscription) -> Price | None:
    """What it pays in the catalogue; an amount that is sold no longer counts as its successor. None: not ours."""
    if subscription.lookup_key in PRICES:
        return PRICES[subscription.lookup_key]
    return price_of(subscription.plan, subscription.interval)


def planned(subscription: Subscription) -> Planned | None:
    """What was chosen for the next period; None where nothing changes."""
    chosen = PRICES.get(subscription.next_lookup_key)
    return Planned(chosen, subscription.next_quantity or 1) if chosen else None


def next_charge(subscription: Subscription) -> Charge | None:
    """The next renewal; None while it ends, or while the last one is not paid."""
    if subscription.status not in GOOD or subscription.ends_at:
        return None
    if subscription.next_cents is not None:
        return Charge(subscription.next_cents, subscription.period_end, exact=True)
    follows = planned(subscription)
    cents, quantity = (
        (follows.price.cents, follows.quantity) if follows else (subscription.cents, subscription.quantity)
    )
    return Charge(cents * quantity, subscription.period_end, exact=False)


def owed(account: BillingAccount, subscription: Subscription) -> Invoice | None:
    """The oldest invoice of the subscription that waits for its payment."""
    open_ = account.invoices.filter(status="open", subscription_id=subscription.pk, amount_due__gt=0)
    return open_.order_by("created_at").first()
