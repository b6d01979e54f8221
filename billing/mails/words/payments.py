"""Receipts, and payments that did not go through."""

from __future__ import annotations

from ...amounts import money
from ..content import Content
from .phrases import Facts, about, bought, day, plan_name

FOR = {
    "subscription_create": "the beginning of your plan",
    "subscription_cycle": "the next period of your plan",
    "subscription_update": "the change of your plan",
}


def receipt(facts: Facts) -> Content:
    """An invoice is paid."""
    paid = money(facts["paid"], facts["currency"])
    number = facts["number"] or facts["invoice"]
    rows = [("Invoice", number), ("Date", day(facts["at"])), *about(facts)]
    if facts.get("plan"):
        rows.append(("Plan", bought(facts)))
    rows.append(("Paid", paid))
    return Content(
        subject=f"Receipt {number}: {paid}",
        heading=f"Thank you: {paid} paid",
        lines=(f"Your payment for {FOR.get(facts['reason'], 'your plan')} has arrived.",),
        rows=tuple(rows),
        action=("See the invoice", facts["url"] or facts["billing"]),
        note=f"All invoices are in Settings, Billing.{_card(facts)}",
    )


def payment_failed(facts: Facts) -> Content:
    """A renewal could not be collected; the plan stays until grace is over."""
    due, plan = money(facts["due"], facts["currency"]), plan_name(facts["plan"])
    again = f" We try again on {day(facts['again_at'])}." if facts.get("again_at") else ""
    until = day(facts["grace_ends_at"])
    return Content(
        subject=f"Your payment of {due} did not go through",
        heading="A payment did not go through",
        lines=(
            f"{due} for {plan} could not be collected{_by(facts)}.{again}",
            f"Nothing changes until {until}. If it is still unpaid then, {_then(facts)}.",
        ),
        rows=(*about(facts), ("Plan", bought(facts)), ("Open", due), ("Pay until", until)),
        action=("Pay, or change the card", facts["billing"]),
        note="Conversations stay as they are in any case.",
    )


def _card(facts: Facts) -> str:
    return f" Paid with {facts['card']}." if facts.get("card") else ""


def _by(facts: Facts) -> str:
    return f" from {facts['card']}" if facts.get("card") else ""


def _then(facts: Facts) -> str:
    if facts.get("team"):
        return "the team's seats rest, and its members go on with their own accounts"
    return f"your account goes on as {plan_name(facts['default_plan'])}"
