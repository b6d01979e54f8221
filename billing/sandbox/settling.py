"""Debits of bank accounts: on their way for days, then here or returned."""

from __future__ import annotations

from collections.abc import Iterator

from . import payments
from .cards import card_of
from .world import Obj, World

DAYS = 4
RETURNED = "insufficient_funds"


def under_way(world: World) -> Iterator[tuple[int, Obj]]:
    """The payments that a bank is working on, each with the moment at which it is done."""
    for intent in world.all("payment_intent", status="processing"):
        charge = world.get("charge", intent["latest_charge"])
        yield charge["created"] + DAYS * payments.DAY, intent


def settle(world: World, intent: Obj) -> None:
    """The bank is done: the money is here, or comes back."""
    invoice = payments.invoice_of(world, intent["id"])
    account = card_of(world, intent["customer"])
    ok = account is None or account.settles
    charge = world.get("charge", intent["latest_charge"])
    charge |= {"status": "succeeded" if ok else "failed", "paid": ok, "captured": ok}
    if ok:
        charge["amount_captured"] = charge["amount"]
    else:
        charge |= {"failure_code": RETURNED, "failure_message": "The bank returned the debit."}
    world.save(f"charge.{charge['status']}", charge)
    if ok:
        payments.collected(world, invoice, intent)
    else:
        payments.refused(world, invoice, intent, RETURNED)
    _tell_checkout(world, invoice, ok)


def _tell_checkout(world: World, invoice: Obj, ok: bool) -> None:
    for session in world.all("checkout.session", invoice=invoice["id"], status="complete"):
        if session["payment_status"] == "unpaid":
            session |= {"payment_status": "paid" if ok else "unpaid"}
            world.save(f"checkout.session.async_payment_{'succeeded' if ok else 'failed'}", session)
