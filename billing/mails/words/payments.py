"""Receipts, and payments that did not go through."""

from __future__ import annotations

from django.utils.translation import gettext as _

from ...amounts import money
from ..content import Content
from .phrases import Facts, about, bought, day, plan_name


def receipt(facts: Facts) -> Content:
    """An invoice is paid."""
    paid = money(facts["paid"], facts["currency"])
    number = facts["number"] or facts["invoice"]
    rows = [(_("Invoice"), number), (_("Date"), day(facts["at"])), *about(facts)]
    if facts.get("plan"):
        rows.append((_("Plan"), bought(facts)))
    rows.append((_("Paid"), paid))
    note = _("All invoices are in Settings, Billing.")
    if card := facts.get("card"):
        note = _("All invoices are in Settings, Billing. Paid with {card}.").format(card=card)
    return Content(
        subject=_("Receipt {number}: {amount}").format(number=number, amount=paid),
        heading=_("Thank you: {amount} paid").format(amount=paid),
        lines=(_arrived(facts["reason"]),),
        rows=tuple(rows),
        action=(_("See the invoice"), facts["url"] or facts["billing"]),
        note=note,
    )


def payment_failed(facts: Facts) -> Content:
    """A renewal could not be collected; the plan stays until grace is over."""
    due, plan = money(facts["due"], facts["currency"]), plan_name(facts["plan"])
    lines = [_failed(facts).format(amount=due, plan=plan, card=facts.get("card"))]
    if facts.get("again_at"):
        lines.append(_("We try again on {day}.").format(day=day(facts["again_at"])))
    until = day(facts["grace_ends_at"])
    if facts.get("team"):
        then = _(
            "Nothing changes until {day}. If it is still unpaid then, the team's seats rest, and its members go on "
            "with their own accounts."
        )
    else:
        then = _("Nothing changes until {day}. If it is still unpaid then, your account goes on as {plan}.")
    return Content(
        subject=_("Your payment of {amount} did not go through").format(amount=due),
        heading=_("A payment did not go through"),
        lines=(
            " ".join(lines),
            then.format(day=until, plan=plan_name(facts["default_plan"])),
        ),
        rows=(*about(facts), (_("Plan"), bought(facts)), (_("Open"), due), (_("Pay until"), until)),
        action=(_("Pay, or change the card"), facts["billing"]),
        note=_("Conversations stay as they are in any case."),
    )


def _arrived(reason: str) -> str:
    if reason == "subscription_create":
        return _("Your payment for the beginning of your plan has arrived.")
    if reason == "subscription_cycle":
        return _("Your payment for the next period of your plan has arrived.")
    if reason == "subscription_update":
        return _("Your payment for the change of your plan has arrived.")
    return _("Your payment for your plan has arrived.")


def _failed(facts: Facts) -> str:
    if facts.get("card"):
        return _("{amount} for {plan} could not be collected from {card}.")
    return _("{amount} for {plan} could not be collected.")
