"""Recurring revenue, from how subscriptions changed (billing/history.py): list prices, without discounts and tax.

mrr            plan          micro-USD a month at the day's end
payers         plan          subscriptions that pay, at the day's end
trials                       trials that run, at the day's end
mrr_moved      new, expansion, contraction, churn   micro-USD a month, by account
churned        why           accounts that pay no longer
churned_mrr    why           micro-USD a month
first_paid                   accounts that pay for the first time
trial          begun, won, lost
revenue        plan          micro-USD that the day earned: a year's share of its monthly revenue
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from billing.models import SubscriptionChange

from ..day import Span
from ..facts import Facts

MICROS_A_CENT = 10_000
TRIAL = "trialing"


@dataclass(frozen=True, slots=True)
class Change:
    """A row of the history: from some moment on `subscription` was so."""

    subscription: str
    account: UUID
    status: str
    plan: str
    monthly_micros: int
    end_reason: str


@dataclass
class Book:
    """How things stand after the changes that were `read`."""

    latest: dict[str, Change] = field(default_factory=dict)
    ever: set[UUID] = field(default_factory=set)
    trial: Counter[str] = field(default_factory=Counter)

    def read(self, changes: Iterable[Change]) -> Book:
        """Apply changes, oldest first, and count what became of trials in them."""
        for change in changes:
            before = self.latest.get(change.subscription)
            was = before.status if before else ""
            if change.status == TRIAL and was != TRIAL:
                self.trial["begun"] += 1
            if was == TRIAL and change.status != TRIAL:
                self.trial["won" if pays(change) else "lost"] += 1
            if pays(change):
                self.ever.add(change.account)
            self.latest[change.subscription] = change
        return self

    def by_account(self) -> Counter[UUID]:
        """Micro-USD a month of each account that pays."""
        found: Counter[UUID] = Counter()
        for change in self.latest.values():
            if pays(change):
                found[change.account] += change.monthly_micros
        return found


def pays(change: Change) -> bool:
    return change.status in SubscriptionChange.PAYING


def money(span: Span, facts: Facts) -> None:
    """Count the day's recurring revenue. Reads the whole history until the day's end: a row for each change."""
    rows = SubscriptionChange.objects.filter(at__lt=span.end).order_by("at", "pk")
    fields = (
        "at",
        "subscription_id",
        "account_id",
        "status",
        "plan",
        "interval",
        "cents",
        "quantity",
        "end_reason",
    )
    past, today = [], []
    for at, id_, account, status, plan, interval, cents, quantity, reason in rows.values_list(*fields):
        monthly = cents * quantity * MICROS_A_CENT // (12 if interval == "year" else 1)
        (today if at >= span.begin else past).append(Change(id_, account, status, plan, monthly, reason))
    count(past, today, facts)


def count(past: Iterable[Change], today: Iterable[Change], facts: Facts) -> None:
    """The figures of a day with the changes `today`, after those before it. Pure."""
    book = Book().read(past)
    before, known = book.by_account(), set(book.ever)
    book.trial.clear()
    after = book.read(today).by_account()
    for account in sorted(before.keys() | after.keys()):
        move(facts, book, account, before[account], after[account])
    facts.add("first_paid", len(book.ever - known))
    for fate, number in book.trial.items():
        facts.add("trial", number, group=fate)
    for change in book.latest.values():
        if change.status == TRIAL:
            facts.add("trials")
        if pays(change):
            earned = change.monthly_micros * 12 // 365
            facts.add("mrr", change.monthly_micros, group=change.plan)
            facts.add("payers", group=change.plan)
            facts.add("revenue", earned, group=change.plan)
            facts.revenue[change.account] += earned


def move(facts: Facts, book: Book, account: UUID, before: int, after: int) -> None:
    """Count how an account's monthly revenue moved."""
    if after == before:
        return
    if not before:
        kind = "new"
    elif not after:
        kind = "churn"
        why = reason_of(book, account)
        facts.add("churned", group=why)
        facts.add("churned_mrr", before, group=why)
    else:
        kind = "expansion" if after > before else "contraction"
    facts.add("mrr_moved", abs(after - before), group=kind)


def reason_of(book: Book, account: UUID) -> str:
    """`voluntary`, `payment` (it failed, or was disputed) or `other`."""
    said = {each.end_reason for each in book.latest.values() if each.account == account}
    unpaid = any(each.account == account and each.status == "unpaid" for each in book.latest.values())
    if unpaid or said & {"payment_failed", "payment_disputed"}:
        return "payment"
    return "voluntary" if "cancellation_requested" in said else "other"
