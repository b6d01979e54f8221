"""How an account stands, in words: the first thing that its owner reads in Billing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from billing import amounts, dates
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
    gettext_lazy("Suspended"),
    gettext_lazy(
        "A payment of this account is disputed with the bank. No answers are made until that is settled: if you did "
        "not mean to dispute it, withdraw it at your bank, and write to the operator of this site."
    ),
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
        text = _("The bank’s debit for {plan} is on its way, which takes some days. There is nothing to do.")
        return Standing("warn", _("Payment on its way"), text.format(plan=name))
    if held.status == "incomplete":
        text = _(
            "The first payment for {plan} is not finished: the bank asks you to confirm it, or the card was "
            "refused. Finish it within 23 hours of the order, or give it up and choose again. Nothing was charged."
        )
        return Standing("warn", _("Waiting for payment"), text.format(plan=name), owed(account, held))
    if held.status in GOOD:
        return None
    until = account.plan_ends_at
    if until and until > now:
        text = _(
            "The last payment failed. {plan} stays until {day}. It is tried again by itself; paying now is quicker."
        ).format(plan=name, day=dates.day(until))
    else:
        text = _("The last payment failed. {plan} has ended until it is paid.").format(plan=name)
    return Standing("bad", _("Payment failed"), text, owed(account, held))


def _changing(account: BillingAccount, held: Subscription, now: datetime) -> Standing | None:
    """It ends, an upgrade waits for its payment, or less follows."""
    name = _name(held)
    if held.ends_at:
        text = _("{plan} ends on {day} and stays until then. Nothing more is charged.")
        return Standing("warn", _("Ends"), text.format(plan=name, day=dates.day(held.ends_at)))
    if held.pending_until and held.being_paid:
        text = _(
            "The bank’s debit for the upgrade is on its way. {plan} stays as it is until it has arrived."
        )
        return Standing("warn", _("Upgrade on its way"), text.format(plan=name))
    if held.pending_until and held.pending_until > now:
        text = _(
            "The upgrade waits: the bank asks you to confirm the payment, or the card was refused. {plan} stays as "
            "it is meanwhile, and the upgrade is forgotten {moment} if it is not paid."
        ).format(plan=name, moment=dates.within(held.pending_until))
        return Standing("warn", _("Upgrade waits for payment"), text, owed(account, held))
    if follows := planned(held):
        next_ = PLANS[follows.price.plan].name
        if account.kind == BillingAccount.Kind.TEAM:
            next_ = _("{plan} with {seats}").format(plan=next_, seats=amounts.seats(follows.quantity))
        text = (
            _("{plan} stays until {day}; from then on it is {next}, paid by the year.")
            if follows.price.interval == "year"
            else _("{plan} stays until {day}; from then on it is {next}, paid by the month.")
        )
        day = dates.day(held.period_end) if held.period_end else ""
        return Standing("warn", _("Changes"), text.format(plan=name, day=day, next=next_))
    return None


def _steady(held: Subscription) -> Standing:
    charge = next_charge(held)
    if held.status == "trialing" and charge:
        text = _(
            "The free trial lasts until {day}. Then {amount} are charged, unless you cancel before."
        ).format(day=dates.day(charge.at), amount=amounts.money(charge.cents))
        return Standing("good", _("Free trial"), text)
    day = dates.day(held.period_end) if held.period_end else ""
    return Standing("good", _("Active"), _("Renews by itself on {day}.").format(day=day))


def _without(account: BillingAccount, now: datetime) -> Standing:
    """Without a subscription: free, lent or given."""
    if account.kind == BillingAccount.Kind.TEAM and account.seats == 0:
        return Standing(
            "warn",
            _("No seats yet"),
            _("This team has no paid seats, so nobody can ask on its account yet."),
        )
    if on_trial(account, now) and effective_plan(account, now).code != account.plan:
        lent, own = effective_plan(account, now).name, plan(account.plan).name
        day = dates.day(account.trial_ends_at) if account.trial_ends_at else ""
        text = _("{plan} is yours to try until {day}, without payment. Then it is {own}.")
        return Standing("good", _("Trial"), text.format(plan=lent, day=day, own=own))
    if account.granted and not lapsed(account, now):
        text = _("The operator of this site gave you this plan. Nothing is charged.")
        return Standing("good", _("Given"), text)
    own = effective_plan(account, now)
    if own.code == settings.DEFAULT_PLAN:
        if name := _never_paid(account, now):
            text = _("The order of {plan} was not paid, so it has not begun. Nothing was charged.")
            return Standing("warn", _("Not paid"), text.format(plan=name))
        return Standing("good", _("Free"), _("Nothing is charged."))
    return Standing("good", _("Active"), _("Nothing is charged for this plan."))


def _never_paid(account: BillingAccount, now: datetime) -> str:
    """What was ordered last and not paid in time: a debit that the bank returned, say. Empty without, and later on."""
    last = account.subscriptions.order_by("-created_at").first()
    recent = last is not None and last.status == "incomplete_expired" and now - last.created_at < REMEMBERED
    return _name(last) if last and recent else ""


def _name(held: Subscription) -> str:
    return PLANS[held.plan].name if held.plan in PLANS else _("The plan")
