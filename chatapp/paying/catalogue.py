"""The plans side by side, as /pricing/ shows them: every figure from billing.plans, each button for who looks."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.access import GOOD
from billing.accounts import account_for, effective_plan, lapsed, on_trial
from billing.checkout import offers_trial
from billing.models import BillingAccount, Subscription
from billing.plans import PLANS, TEAM_SEATS_FROM, Plan, Price, price_of
from chatapp.accounts.models import User

from . import words
from .subscriptions import live_subscription

INTERVALS = ("month", "year")


@dataclass(frozen=True, slots=True)
class Feature:
    """One limit of a plan."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Action:
    """What a person can do about a plan. Without an address it is only a statement."""

    label: str
    url: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """One plan. `saved` is in cents a year against paying monthly; `mark` says that it is the reader's."""

    plan: Plan
    price: Price | None
    saved: float
    features: tuple[Feature, ...]
    mark: str
    action: Action | None

    @property
    def seats_from(self) -> int:
        """The fewest seats that are sold; 0 for a plan of one person."""
        return TEAM_SEATS_FROM if self.plan.code == "team" else 0


def features(plan: Plan) -> tuple[Feature, ...]:
    """The plan's limits, exactly."""
    by_seat = plan.code == "team"
    at_once = _("{fast} fast, {think} thinking").format(
        fast=plan.fast.concurrency, think=plan.think.concurrency
    )
    return (
        Feature(_("Fast messages"), words.rate(plan.fast, by_seat=by_seat)),
        Feature(_("Thinking answers"), words.rate(plan.think, by_seat=by_seat)),
        Feature(_("Paths × steps"), f"{plan.paths} × {plan.steps}"),
        Feature(_("Tokens an answer"), f"{plan.tokens:,}"),
        Feature(_("Thinking time"), _("{n} s").format(n=plan.think_seconds)),
        Feature(_("At the same time"), at_once),
    )


def cards(*, interval: str, user: User | None) -> list[Card]:
    """All plans for `month` or `year`, the smallest first; `user` None is a stranger."""
    account = account_for(user_id=user.pk) if user else None
    return [_card(plan, interval, account) for plan in PLANS.values()]


def _card(plan: Plan, interval: str, account: BillingAccount | None) -> Card:
    price, monthly = price_of(plan.code, interval), price_of(plan.code, "month")
    saved = 12 * monthly.cents - price.cents if price and monthly and interval == "year" else 0
    action = _action(plan, price, account) if account else _for_stranger(plan, price)
    return Card(plan, price, saved, features(plan), _mark(plan, account) if account else "", action)


def _for_stranger(plan: Plan, price: Price | None) -> Action:
    if price is None:
        return Action(_("Sign up"), reverse("account_signup"))
    wanted = urlencode({"next": order_url(price)})
    label = _("Sign up for {plan}").format(plan=plan.name)
    return Action(label, f"{reverse('account_signup')}?{wanted}", primary=plan.code == "plus")


def _mark(plan: Plan, account: BillingAccount) -> str:
    now = timezone.now()
    if on_trial(account, now) and effective_plan(account, now).code == plan.code != account.plan:
        return _("Yours on trial")
    return _("Your plan") if plan.code == _own(account) else ""


def _own(account: BillingAccount) -> str:
    return settings.DEFAULT_PLAN if lapsed(account, timezone.now()) else account.plan


def _action(plan: Plan, price: Price | None, account: BillingAccount) -> Action | None:
    here, held = reverse("settings_billing"), live_subscription(account)
    own, order = _own(account), list(PLANS)
    if plan.code == "team":
        return Action(_("Choose seats"), order_url(price)) if price else None
    if held is not None and (held.status not in GOOD or account.suspended_at):
        return _before_payment(plan, held, own)
    if held is not None:
        if plan.code == held.plan and price and price.interval == held.interval:
            return Action(_("Manage in Billing"), here)
        if price is None:
            return Action(_("Cancel in Billing"), here)
        larger = order.index(plan.code) > order.index(held.plan) if held.plan else True
        return Action(_change(plan, price, held, larger), change_url(account, price), primary=larger)
    if plan.code == own:
        return Action(_("Current plan"))
    if price is None or order.index(plan.code) < order.index(own):
        return Action(_("Part of your plan"))
    if offers_trial(account):
        label = _("Start {n} days free").format(n=settings.TRIAL_DAYS)
    else:
        label = _("Upgrade to {plan}").format(plan=plan.name)
    return Action(label, order_url(price), primary=plan.code == "plus" or own != "free")


def _change(plan: Plan, price: Price, held: Subscription, larger: bool) -> str:
    if larger:
        return _("Upgrade to {plan}").format(plan=plan.name)
    if plan.code == held.plan:
        return _("Change to yearly") if price.interval == "year" else _("Change to monthly")
    return _("Change to {plan}").format(plan=plan.name)


def _before_payment(plan: Plan, held: Subscription, own: str) -> Action:
    """While a payment is open or disputed: that comes first."""
    here = reverse("settings_billing")
    if plan.code == held.plan:
        # What a bank is moving already needs nobody.
        waits = held.status not in GOOD and not held.being_paid
        return Action(_("Pay in Billing") if waits else _("Manage in Billing"), here, primary=waits)
    if plan.code == own:
        return Action(_("Current plan"))
    is_cancel = plan.code == settings.DEFAULT_PLAN
    return Action(_("Cancel in Billing") if is_cancel else _("See Billing first"), here)


def order_url(price: Price, **more: str) -> str:
    """The page on which a price is ordered."""
    return f"{reverse('checkout')}?{urlencode({'plan': price.plan, 'interval': price.interval, **more})}"


def change_url(account: BillingAccount, price: Price, quantity: int = 1) -> str:
    """The page that shows what a change to this price costs."""
    wanted = urlencode({"price": price.lookup_key, "quantity": quantity})
    return f"{reverse('change_plan', args=[account.pk])}?{wanted}"
