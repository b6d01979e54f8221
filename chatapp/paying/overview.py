"""What the Billing page shows of one account; a member sees less than its owner."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.utils import timezone

from billing.access import GOOD
from billing.accounts import accounts_of, effective_plan
from billing.changes import is_upgrade
from billing.credits import credit_left
from billing.models import BillingAccount, Invoice, Subscription
from billing.plans import PLANS, PRICES, Plan, Price
from billing.quota import Meter, allowance
from billing.seats import has_seat
from chatapp.accounts.models import User

from . import words
from .catalogue import change_url
from .standing import Standing, standing
from .subscriptions import Charge, live_subscription, next_charge, planned, price_held


@dataclass(frozen=True, slots=True)
class Reading:
    """One meter of the person's. `left` is None without a cap; `credit` are units on top."""

    name: str
    label: str
    meter: Meter
    credit: int

    @property
    def left(self) -> int | None:
        return None if self.meter.limit is None else max(0, self.meter.limit - self.meter.used)


@dataclass(frozen=True, slots=True)
class Choice:
    """Another price that the account may change to."""

    price: Price
    plan: Plan
    upgrade: bool
    url: str


@dataclass(frozen=True, slots=True)
class Overview:
    """`held` and what follows from it is for the owner."""

    account: BillingAccount
    plan: Plan
    owner: bool
    seated: bool
    readings: list[Reading]
    held: Subscription | None
    price: Price | None
    standing: Standing
    charge: Charge | None
    choices: list[Choice]

    @property
    def changeable(self) -> bool:
        """Whether the plan can be changed now: it is paid, undisputed, and is not about to end."""
        held = self.held
        return bool(held and held.status in GOOD and not held.ends_at and not self.account.suspended_at)

    @property
    def cancellable(self) -> bool:
        return self.held is not None and self.held.status != "incomplete" and not self.held.ends_at

    @property
    def paid_name(self) -> str:
        """What the subscription is for; in arrears that is more than the account has now."""
        return PLANS[self.held.plan].name if self.held and self.held.plan in PLANS else self.plan.name


def readings(account: BillingAccount, user_id: UUID) -> list[Reading]:
    """Both meters of a person in an account."""
    now = timezone.now()
    found = allowance(account=account, user_id=user_id, now=now)
    return [
        Reading(name, words.METERS[name], meter, credit_left(account, user_id, name, now))
        for name, meter in (("fast", found.fast), ("think", found.think))
    ]


def overview(account: BillingAccount, user: User) -> Overview:
    """The page's content for one who may see it."""
    held = live_subscription(account)
    price = price_held(held) if held else None
    return Overview(
        account=account,
        plan=effective_plan(account),
        owner=account.owner_id == user.pk,
        seated=has_seat(account, user.pk),
        readings=readings(account, user.pk),
        held=held,
        price=price,
        standing=standing(account, held),
        charge=next_charge(held) if held else None,
        choices=choices(account, held, price) if held and price else [],
    )


def choices(account: BillingAccount, held: Subscription, current: Price) -> list[Choice]:
    """The other prices for this kind of account, with the quantity as it is; not the one that follows anyway."""
    team = account.kind == BillingAccount.Kind.TEAM
    follows = planned(held)
    # Of a team the same price with another number of seats is a change of its own.
    set_already = follows.price if follows and not team else None
    return [
        Choice(
            each,
            PLANS[each.plan],
            is_upgrade(current, held.quantity, each, held.quantity),
            change_url(account, each, held.quantity),
        )
        for each in PRICES.values()
        if (each.plan == "team") == team and each not in (current, set_already)
    ]


def invoices(account: BillingAccount) -> QuerySet[Invoice]:
    """What was billed, the newest first; drafts are not yet anybody's.

    `state` is Stripe's status, or `coming`: open, and a bank is moving the money already.
    """
    moving = Q(status="open", subscription_id__in=account.subscriptions.filter(being_paid=True).values("pk"))
    state = Case(When(moving, then=Value("coming")), default=F("status"))
    return account.invoices.exclude(status="draft").annotate(state=state).order_by("-created_at", "-pk")


def switchable(user: User, current: BillingAccount) -> list[tuple[BillingAccount, bool]]:
    """The person's accounts and whether each is the one shown; empty where there is no choice."""
    accounts = accounts_of(user.pk)
    return [(each, each.pk == current.pk) for each in accounts] if len(accounts) > 1 else []
