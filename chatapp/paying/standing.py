"""How an account stands, in words: the first thing that its owner reads in Billing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from billing import amounts
from billing.access import GOOD
from billing.accounts import effective_plan, lapsed, on_trial
from billing.models import BillingAccount, Invoice, Subscription
from billing.plans import PLANS, plan

from .subscriptions import next_charge, owed, planned

# So long an order that was never paid is mentioned.
REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """`level` is good, warn or bad; `invoice` waits to be paid, on its own page."""

    level: str
    badge: str
    text: str
    invoice: Invoice | None = None


SUSPENDED = Standing(
    "bad",
    "Suspended",
    "A payment of this account is disputed with the bank. No answers are made until that is settled: if you did not "
    "mean to dispute it, withdraw it at your bank, and write to the operator of this site.",
)


def standing(account: BillingAccount, held: Subscription | None, now: datetime | None = None) -> Standing:
    """The one state that matters most, and what it means."""
    now = now or timezone.now()
    if account.suspended_at:
        return SUSPENDED
    if held is None:
        return _without(account, now)
    return _unpaid(account, held, now) or _changing(account, held, now) or _steady(held)


def _unpaid(account: BillingAccount, held: Subscription, now: datetime) -> Standing | None:
    """The first payment is not finished, or a later one failed."""
    name = _name(held)
    if held.being_paid and held.status not in GOOD:
        text = f"The bank’s debit for {name} is on its way, which takes some days. There is nothing to do."
        return Standing("warn", "Payment on its way", text)
    if held.status == "incomplete":
        text = (
            f"The first payment for {name} is not finished: the bank asks you to confirm it, or the card was "
            "refused. Finish it within 23 hours of the order, or give it up and choose again. Nothing was charged."
        )
        return Standing("warn", "Waiting for payment", text, owed(account, held))
    if held.status in GOOD:
        return None
    until = account.plan_ends_at
    if until and until > now:
        text = f"{name} stays until {_day(until)}. It is tried again by itself; paying now is quicker."
    else:
        text = f"{name} has ended until it is paid."
    return Standing("bad", "Payment failed", f"The last payment failed. {text}", owed(account, held))


def _changing(account: BillingAccount, held: Subscription, now: datetime) -> Standing | None:
    """It ends, an upgrade waits for its payment, or less follows."""
    name = _name(held)
    if held.ends_at:
        text = f"{name} ends on {_day(held.ends_at)} and stays until then. Nothing more is charged."
        return Standing("warn", "Ends", text)
    if held.pending_until and held.being_paid:
        text = f"The bank’s debit for the upgrade is on its way. {name} stays as it is until it has arrived."
        return Standing("warn", "Upgrade on its way", text)
    if held.pending_until and held.pending_until > now:
        text = (
            f"The upgrade waits: the bank asks you to confirm the payment, or the card was refused. {name} stays as "
            f"it is meanwhile, and the upgrade is forgotten on {_moment(held.pending_until)} if it is not paid."
        )
        return Standing("warn", "Upgrade waits for payment", text, owed(account, held))
    if follows := planned(held):
        size = f" with {amounts.seats(follows.quantity)}" if account.kind == BillingAccount.Kind.TEAM else ""
        what = f"{PLANS[follows.price.plan].name}{size}, paid by the {follows.price.interval}"
        return Standing(
            "warn", "Changes", f"{name} stays until {_day(held.period_end)}; from then on it is {what}."
        )
    return None


def _steady(held: Subscription) -> Standing:
    charge = next_charge(held)
    if held.status == "trialing" and charge:
        then = f"Then {amounts.money(charge.cents)} are charged, unless you cancel before."
        return Standing("good", "Free trial", f"The free trial lasts until {_day(charge.at)}. {then}")
    return Standing("good", "Active", f"Renews by itself on {_day(held.period_end)}.")


def _without(account: BillingAccount, now: datetime) -> Standing:
    """Without a subscription: free, lent or given."""
    if account.kind == BillingAccount.Kind.TEAM and account.seats == 0:
        return Standing(
            "warn", "No seats yet", "This team has no paid seats, so nobody can ask on its account yet."
        )
    if on_trial(account, now) and effective_plan(account, now).code != account.plan:
        lent, own = effective_plan(account, now).name, plan(account.plan).name
        text = (
            f"{lent} is yours to try until {_day(account.trial_ends_at)}, without payment. Then it is {own}."
        )
        return Standing("good", "Trial", text)
    if account.granted and not lapsed(account, now):
        return Standing("good", "Given", "The operator of this site gave you this plan. Nothing is charged.")
    own = effective_plan(account, now)
    if own.code == settings.DEFAULT_PLAN:
        if name := _never_paid(account, now):
            text = f"The order of {name} was not paid, so it has not begun. Nothing was charged."
            return Standing("warn", "Not paid", text)
        return Standing("good", "Free", "Nothing is charged.")
    return Standing("good", "Active", "Nothing is charged for this plan.")


def _never_paid(account: BillingAccount, now: datetime) -> str:
    """What was ordered last and not paid in time: a debit that the bank returned, say. Empty without, and later on."""
    last = account.subscriptions.order_by("-created_at").first()
    recent = last is not None and last.status == "incomplete_expired" and now - last.created_at < REMEMBERED
    return _name(last) if last and recent else ""


def _name(held: Subscription) -> str:
    return PLANS[held.plan].name if held.plan in PLANS else "The plan"


def _day(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%-d %B %Y}" if at else ""


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%-d %B %Y at %H:%M} UTC"
