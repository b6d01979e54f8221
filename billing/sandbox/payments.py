"""Money comes in: an invoice is tried, paid, refused, on its way from a bank, or waits for its payer."""

from __future__ import annotations

from typing import Literal

from . import reversals, subscriptions
from .cards import card_of, refusal
from .errors import ApiError
from .world import Obj, World

DAY = 24 * 60 * 60
RETRY_DAYS = (3, 7, 10, 14)
Outcome = Literal["paid", "failed", "confirm", "processing"]


def attempt(world: World, invoice: Obj, *, watched: bool) -> Outcome:
    """Try to collect an open invoice. `confirm`: its payer must; `processing`: the bank needs days.

    `watched`: its payer looks on.
    """
    if invoice["amount_due"] == 0:
        _paid(world, invoice)
        return "paid"
    card = card_of(world, invoice["customer"])
    outcome = "no card" if card is None else card.first if watched else card.later
    intent = _intent(world, invoice)
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    if outcome == "ok":
        charge = _charge(world, intent, "succeeded")
        collected(world, invoice, intent)
        if card and card.disputed:
            reversals.dispute(world, charge["id"])
        return "paid"
    if outcome == "processing":
        charge = _charge(world, intent, "pending")
        world.put(invoice | {"next_payment_attempt": None})
        world.save("payment_intent.processing", intent | {"status": "processing"})
        return "processing"
    if outcome == "confirm":
        world.save("payment_intent.requires_action", intent | {"status": "requires_action"})
        world.save("invoice.payment_action_required", invoice)
        if not watched:
            _owed(world, invoice)
        return "confirm"
    _charge(world, intent, "failed")
    refused(world, invoice, intent, outcome)
    return "failed"


def pay(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/invoices/ID/pay. Raises Declined."""
    need_open(world, invoice := world.get("invoice", id_))
    if attempt(world, invoice, watched=True) in ("paid", "processing"):
        return world.get("invoice", id_)
    card = card_of(world, invoice["customer"])
    raise refusal("generic_decline" if card is None else card.first)


def need_open(world: World, invoice: Obj) -> None:
    """Raises ApiError when there is nothing to be paid now."""
    if invoice["status"] != "open":
        raise ApiError(400, f"Invoice is {invoice['status']}.", code="invoice_not_open")
    if waits_for(world, invoice["id"]) == "processing":
        message = "A payment of this invoice is on its way from the bank."
        raise ApiError(400, message, code="invoice_payment_processing")


def waits_for(world: World, invoice_id: str) -> str:
    """The status of the payment under way: requires_action, processing, ...; nothing when none was begun."""
    intent = open_intent(world, invoice_id)
    return str(intent["status"]) if intent else ""


def open_intent(world: World, invoice_id: str) -> Obj | None:
    """The payment of an open invoice, if one was begun."""
    for link in world.all("invoice_payment", invoice=invoice_id, status="open"):
        return world.get("payment_intent", link["payment"]["payment_intent"])
    return None


def confirm(world: World, intent_id: str, *, ok: bool = True) -> Obj:
    """The payer answers the bank's question (3-D Secure)."""
    intent = world.get("payment_intent", intent_id)
    if intent["status"] != "requires_action":
        raise ApiError(400, "This payment needs no confirmation.", code="payment_intent_unexpected_state")
    invoice = invoice_of(world, intent_id)
    _charge(world, intent, "succeeded" if ok else "failed")
    if ok:
        collected(world, invoice, intent)
    else:
        refused(world, invoice, intent, "authentication_required")
    return world.get("payment_intent", intent_id)


def invoice_of(world: World, intent_id: str) -> Obj:
    links = world.all("invoice_payment")
    id_ = next(each["invoice"] for each in links if each["payment"]["payment_intent"] == intent_id)
    return world.get("invoice", id_)


def void(world: World, invoice: Obj) -> None:
    """Nobody owes it any longer, and nothing that was begun can still pay it."""
    for link in world.all("invoice_payment", invoice=invoice["id"], status="open"):
        canceled = {"canceled_at": world.now, "paid_at": None}
        world.put(link | {"status": "canceled", "status_transitions": canceled})
        intent = world.get("payment_intent", link["payment"]["payment_intent"])
        world.save("payment_intent.canceled", intent | {"status": "canceled", "canceled_at": world.now})
    transitions = invoice["status_transitions"] | {"voided_at": world.now}
    invoice |= {"status": "void", "status_transitions": transitions, "next_payment_attempt": None}
    world.save("invoice.voided", invoice)


def collected(world: World, invoice: Obj, intent: Obj) -> None:
    """The money of an invoice is here."""
    world.save(
        "payment_intent.succeeded",
        intent | {"status": "succeeded", "amount_received": intent["amount"], "last_payment_error": None},
    )
    for link in world.all("invoice_payment", invoice=invoice["id"], status="open"):
        paid = {"canceled_at": None, "paid_at": world.now}
        settled = link | {"status": "paid", "amount_paid": intent["amount"], "status_transitions": paid}
        world.save("invoice_payment.paid", settled)
    _paid(world, invoice)


def refused(world: World, invoice: Obj, intent: Obj, reason: str) -> None:
    """The money of an invoice does not come; a renewal is tried again later."""
    message = str(refusal(reason))
    error = {"type": "card_error", "code": "card_declined", "decline_code": reason, "message": message}
    failed = intent | {"status": "requires_payment_method", "last_payment_error": error}
    world.save("payment_intent.payment_failed", failed)
    _owed(world, invoice)


def _owed(world: World, invoice: Obj) -> None:
    if invoice["billing_reason"] == "subscription_cycle":
        later = [invoice["created"] + days * DAY for days in RETRY_DAYS]
        invoice["next_payment_attempt"] = next((at for at in later if at > world.now), None)
    world.save("invoice.payment_failed", invoice)
    subscriptions.invoice_failed(world, invoice)


def _paid(world: World, invoice: Obj) -> None:
    transitions = invoice["status_transitions"] | {"paid_at": world.now}
    invoice |= {
        "status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0, "attempted": True,
        "next_payment_attempt": None, "status_transitions": transitions,
    }  # fmt: skip
    world.save("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
    subscriptions.invoice_paid(world, invoice)


def _intent(world: World, invoice: Obj) -> Obj:
    if begun := open_intent(world, invoice["id"]):
        return begun
    intent = {
        "id": world.new_id("pi"), "object": "payment_intent", "amount": invoice["amount_due"],
        "amount_capturable": 0, "amount_received": 0, "canceled_at": None, "capture_method": "automatic",
        "client_secret": world.new_id("pi_secret"), "confirmation_method": "automatic",
        "created": world.now, "currency": "usd", "customer": invoice["customer"], "last_payment_error": None,
        "latest_charge": None, "livemode": False, "metadata": {}, "next_action": None,
        "payment_method": None, "payment_method_types": ["card", "us_bank_account"],
        "status": "requires_payment_method",
    }  # fmt: skip
    world.save("payment_intent.created", intent)
    world.put(
        {
            "id": world.new_id("inpay"), "object": "invoice_payment", "amount_paid": None,
            "amount_requested": invoice["amount_due"], "created": world.now, "currency": "usd",
            "invoice": invoice["id"], "is_default": True, "livemode": False, "status": "open",
            "payment": {"type": "payment_intent", "payment_intent": intent["id"]},
            "status_transitions": {"canceled_at": None, "paid_at": None},
        }
    )  # fmt: skip
    return intent


def _charge(world: World, intent: Obj, status: Literal["succeeded", "pending", "failed"]) -> Obj:
    failed = status == "failed"
    charge = {
        "id": world.new_id("ch"), "object": "charge", "amount": intent["amount"],
        "amount_captured": intent["amount"] if status == "succeeded" else 0, "amount_refunded": 0,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None, "tax_id": None},
        "captured": not failed, "created": world.now, "currency": "usd", "customer": intent["customer"],
        "disputed": False, "failure_code": "card_declined" if failed else None,
        "failure_message": "Your card was declined." if failed else None, "livemode": False, "metadata": {},
        "paid": status == "succeeded", "payment_intent": intent["id"], "refunded": False, "status": status,
    }  # fmt: skip
    world.save(f"charge.{status}", charge)
    intent["latest_charge"] = charge["id"]
    return charge
