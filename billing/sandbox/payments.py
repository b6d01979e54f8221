"""Money moves: an invoice is tried, paid, refused or waits for its payer; refunds and disputes."""

from __future__ import annotations

from . import subscriptions
from .cards import card_of
from .errors import ApiError, Declined
from .world import Obj, World

DAY = 24 * 60 * 60
RETRY_DAYS = (3, 7, 10, 14)


def attempt(world: World, invoice: Obj, *, watched: bool) -> str:
    """Try to collect an open invoice: `paid`, `failed` or `confirm` (its payer must). `watched`: they look on."""
    if invoice["amount_due"] == 0:
        _paid(world, invoice)
        return "paid"
    card = card_of(world, invoice["customer"])
    outcome = "no card" if card is None else card.first if watched else card.later
    intent = _intent(world, invoice)
    invoice |= {"attempted": True, "attempt_count": invoice["attempt_count"] + 1}
    if outcome == "ok":
        _succeed(world, invoice, intent, disputed=bool(card and card.disputed))
        return "paid"
    if outcome == "confirm":
        world.save("payment_intent.requires_action", intent | {"status": "requires_action"})
        world.save("invoice.payment_action_required", invoice)
        return "confirm"
    _fail(world, invoice, intent, outcome)
    return "failed"


def pay(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/invoices/ID/pay. Raises Declined."""
    invoice = world.get("invoice", id_)
    if invoice["status"] != "open":
        raise ApiError(400, f"Invoice is {invoice['status']}.", code="invoice_not_open")
    if attempt(world, invoice, watched=True) == "paid":
        return world.get("invoice", id_)
    raise Declined("Your card was declined.", code="card_declined", decline_code="generic_decline")


def confirm(world: World, intent_id: str, *, ok: bool = True) -> Obj:
    """The payer answers the bank's question (3-D Secure)."""
    intent = world.get("payment_intent", intent_id)
    if intent["status"] != "requires_action":
        raise ApiError(400, "This payment needs no confirmation.", code="payment_intent_unexpected_state")
    link = world.all("invoice_payment")
    invoice_id = next(each["invoice"] for each in link if each["payment"]["payment_intent"] == intent_id)
    invoice = world.get("invoice", invoice_id)
    if ok:
        _succeed(world, invoice, intent)
    else:
        _fail(world, invoice, intent, "authentication_required")
    return world.get("payment_intent", intent_id)


def void(world: World, invoice: Obj) -> None:
    """Nobody owes it any longer."""
    transitions = invoice["status_transitions"] | {"voided_at": world.now}
    invoice |= {"status": "void", "status_transitions": transitions, "next_payment_attempt": None}
    world.save("invoice.voided", invoice)


def refund(world: World, params: Obj) -> Obj:
    """POST /v1/refunds."""
    charge = world.get("charge", world.get("payment_intent", params["payment_intent"])["latest_charge"])
    left = charge["amount"] - charge["amount_refunded"]
    amount = int(params.get("amount", left))
    if not 0 < amount <= left:
        raise ApiError(400, "The charge has already been refunded.", code="charge_already_refunded")
    made = {
        "id": world.new_id("re"), "object": "refund", "amount": amount, "charge": charge["id"],
        "created": world.now, "currency": "usd", "metadata": params.get("metadata", {}),
        "payment_intent": charge["payment_intent"], "reason": params.get("reason"), "status": "succeeded",
    }  # fmt: skip
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    world.save("charge.refunded", charge)
    return world.save("refund.created", made)


def dispute(world: World, charge_id: str) -> Obj:
    """The card's owner takes the payment back."""
    charge = world.get("charge", charge_id)
    made = {
        "id": world.new_id("dp"), "object": "dispute", "amount": charge["amount"], "balance_transactions": [],
        "charge": charge_id, "created": world.now, "currency": "usd", "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": world.now + 7 * DAY, "enhanced_eligibility": {}, "has_evidence": False,
            "past_due": False, "submission_count": 0, "submission_method": "not_submitted",
        },
        "is_charge_refundable": False, "livemode": False, "metadata": {},
        "payment_intent": charge["payment_intent"], "reason": "fraudulent", "status": "needs_response",
    }  # fmt: skip
    world.save("charge.updated", charge | {"disputed": True})
    return world.save("charge.dispute.created", made)


def close_dispute(world: World, dispute_id: str, *, won: bool) -> Obj:
    made = world.get("dispute", dispute_id) | {"status": "won" if won else "lost"}
    return world.save("charge.dispute.closed", made)


def _intent(world: World, invoice: Obj) -> Obj:
    for link in world.all("invoice_payment", invoice=invoice["id"], status="open"):
        return world.get("payment_intent", link["payment"]["payment_intent"])
    intent = {
        "id": world.new_id("pi"), "object": "payment_intent", "amount": invoice["amount_due"],
        "amount_capturable": 0, "amount_received": 0, "capture_method": "automatic",
        "client_secret": world.new_id("pi_secret"), "confirmation_method": "automatic",
        "created": world.now, "currency": "usd", "customer": invoice["customer"], "last_payment_error": None,
        "latest_charge": None, "livemode": False, "metadata": {}, "next_action": None,
        "payment_method": None, "payment_method_types": ["card"], "status": "requires_payment_method",
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


def _charge(world: World, intent: Obj, *, failure: str | None) -> Obj:
    charge = {
        "id": world.new_id("ch"), "object": "charge", "amount": intent["amount"],
        "amount_captured": 0 if failure else intent["amount"], "amount_refunded": 0,
        "billing_details": {"address": None, "email": None, "name": None, "phone": None, "tax_id": None},
        "captured": not failure, "created": world.now, "currency": "usd", "customer": intent["customer"],
        "disputed": False, "failure_code": "card_declined" if failure else None,
        "failure_message": "Your card was declined." if failure else None, "livemode": False, "metadata": {},
        "paid": not failure, "payment_intent": intent["id"], "refunded": False,
        "status": "failed" if failure else "succeeded",
    }  # fmt: skip
    world.save("charge.failed" if failure else "charge.succeeded", charge)
    intent["latest_charge"] = charge["id"]
    return charge


def _succeed(world: World, invoice: Obj, intent: Obj, *, disputed: bool = False) -> None:
    charge = _charge(world, intent, failure=None)
    world.save(
        "payment_intent.succeeded",
        intent | {"status": "succeeded", "amount_received": intent["amount"], "last_payment_error": None},
    )
    for link in world.all("invoice_payment", invoice=invoice["id"], status="open"):
        paid = {"canceled_at": None, "paid_at": world.now}
        settled = link | {"status": "paid", "amount_paid": intent["amount"], "status_transitions": paid}
        world.save("invoice_payment.paid", settled)
    _paid(world, invoice)
    if disputed:
        dispute(world, charge["id"])


def _paid(world: World, invoice: Obj) -> None:
    transitions = invoice["status_transitions"] | {"paid_at": world.now}
    invoice |= {
        "status": "paid", "amount_paid": invoice["amount_due"], "amount_remaining": 0, "attempted": True,
        "next_payment_attempt": None, "status_transitions": transitions,
    }  # fmt: skip
    world.save("invoice.paid", invoice)
    world.emit("invoice.payment_succeeded", invoice)
    subscriptions.invoice_paid(world, invoice)


def _fail(world: World, invoice: Obj, intent: Obj, reason: str) -> None:
    _charge(world, intent, failure=reason)
    error = {"type": "card_error", "code": "card_declined", "decline_code": reason,
             "message": "Your card was declined."}  # fmt: skip
    failed = intent | {"status": "requires_payment_method", "last_payment_error": error}
    world.save("payment_intent.payment_failed", failed)
    if invoice["billing_reason"] == "subscription_cycle":
        later = [invoice["created"] + days * DAY for days in RETRY_DAYS]
        invoice["next_payment_attempt"] = next((at for at in later if at > world.now), None)
    world.save("invoice.payment_failed", invoice)
    subscriptions.invoice_failed(world, invoice)
