"""What a person does in Stripe's billing portal: change the card, cancel, come back, keep their tax ids.

Each is one transaction in the sandbox. Raises ApiError and Declined, whose messages are fit to be shown.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from . import customers, payments
from .cards import attach, known, refusal
from .errors import ApiError
from .world import Obj, World, world


def change_card(file: Path, customer: str, card: str) -> Obj:
    """Give the portal another card; what is owed is tried with it at once, while its owner looks on."""
    with world(file) as here:
        method = attach(here, customer, card)
        _try_owed(here, customer, watched=True)
        return method


def begin_card(file: Path, customer: str, card: str) -> Literal["done", "confirm"]:
    """The same as a person does it on the page: a refused card is not kept, and 3-D Secure comes first.

    Raises Declined.
    """
    with world(file) as here:
        wanted = known(card)
        if wanted.first == "confirm":
            here.put({"id": f"setup_{customer}", "object": "setup", "number": wanted.number})
            return "confirm"
        if wanted.first not in ("ok", "processing"):
            raise refusal(wanted.first)
        attach(here, customer, wanted.number)
        _try_owed(here, customer, watched=True)
        return "done"


def waiting_card(here: World, customer: str) -> str:
    """The number of the card that waits for its owner's confirmation, or nothing."""
    for setup in here.all("setup", id=f"setup_{customer}"):
        return str(setup["number"])
    return ""


def confirm_card(file: Path, customer: str, *, ok: bool = True) -> None:
    """Answer the bank's question about the new card. Raises Declined when it is not the owner."""
    with world(file) as here:
        number = waiting_card(here, customer)
        if not number:
            raise ApiError(400, "No card waits for its confirmation.", code="setup_intent_unexpected_state")
        here.remove(here.get("setup", f"setup_{customer}"))
        if not ok:
            raise refusal("authentication_required")
        attach(here, customer, number)
        # Confirmed just now: what is owed needs no second question.
        _try_owed(here, customer, watched=False)


def cancel_in_portal(file: Path, subscription_id: str) -> Obj:
    """Cancel at the period's end, as the portal does it: `cancel_at` is set, `cancel_at_period_end` is not."""
    with world(file) as here:
        subscription = _running(here, subscription_id)
        ends = subscription["items"]["data"][0]["current_period_end"]
        subscription |= {"cancel_at": ends, "canceled_at": here.now}
        return here.save("customer.subscription.updated", subscription)


def resume_in_portal(file: Path, subscription_id: str) -> Obj:
    """Take a cancellation back while the period lasts, whichever way it was made."""
    with world(file) as here:
        subscription = _running(here, subscription_id)
        subscription |= {"cancel_at": None, "canceled_at": None, "cancel_at_period_end": False}
        return here.save("customer.subscription.updated", subscription)


def add_tax_id(file: Path, customer: str, value: str) -> Obj:
    with world(file) as here:
        wanted = {"type": customers.type_of_tax_id(value), "value": value}
        return customers.create_tax_id(here, wanted, customer)


def remove_tax_id(file: Path, customer: str, tax_id: str) -> None:
    with world(file) as here:
        customers.delete_tax_id(here, {}, customer, tax_id)


def _running(here: World, subscription_id: str) -> Obj:
    subscription = here.get("subscription", subscription_id)
    if subscription["status"] not in ("active", "trialing", "past_due"):
        raise ApiError(400, "This subscription has ended.")
    return subscription


def _try_owed(here: World, customer: str, *, watched: bool) -> None:
    for invoice in reversed(here.all("invoice", customer=customer, status="open")):
        if payments.waits_for(here, invoice["id"]) != "processing":
            payments.attempt(here, invoice, watched=watched)
