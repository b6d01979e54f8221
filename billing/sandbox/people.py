"""What a person does on Stripe's hosted pages: pay, confirm, change the card, cancel, come back; and the bank's part.

Each is one transaction in the sandbox. Raises ApiError and Declined, whose messages are fit to be shown.
"""

from __future__ import annotations

from pathlib import Path

from . import catalogue, checkout, invoices, payments, subscriptions
from .cards import attach, card_of
from .customers import create_tax_id
from .errors import ApiError, Declined
from .world import Obj, World, world


def pay(file: Path, session_id: str, card: str, *, promotion_code: str = "", vat_id: str = "") -> Obj:
    """Complete a checkout page. A card that needs confirming leaves the session open until `confirm_checkout`.

    Raises Declined; the session stays open for another card.
    """
    with world(file) as here:
        session = _open(here, session_id)
        if session["subscription"]:
            subscriptions.end(
                here, here.get("subscription", session["subscription"]), "incomplete_expired", reason=None
            )
        customer = session["customer"]
        attach(here, customer, card)
        if vat_id and session["tax_id_collection"]["enabled"]:
            create_tax_id(here, {"type": "eu_vat", "value": vat_id}, customer)
        order = here.get("order", f"order_{session_id}")
        subscription = subscriptions.create(
            here,
            customer,
            here.get("price", order["price"]),
            order["quantity"],
            trial_days=order["trial_days"],
            metadata=order["metadata"],
        )
        if (refusal := _refusal(here, customer)) and not order["trial_days"]:
            raise refusal
        if promotion_code and session["allow_promotion_codes"]:
            invoices.give_discount(here, subscription, catalogue.redeem(here, promotion_code))
        outcome = subscriptions.begin(here, subscription)
        session |= {"subscription": subscription["id"]}
        here.put(session)
        return session if outcome == "confirm" else _complete(here, session)


def confirm_checkout(file: Path, session_id: str, *, ok: bool = True) -> Obj:
    """Answer the bank's question (3-D Secure) on the checkout page."""
    with world(file) as here:
        session = _open(here, session_id)
        subscription = here.get("subscription", session["subscription"])
        payments.confirm(here, _intent(here, subscription["latest_invoice"]), ok=ok)
        return _complete(here, session) if ok else session


def confirm_invoice(file: Path, invoice_id: str, *, ok: bool = True) -> Obj:
    """Answer the bank's question about an open invoice."""
    with world(file) as here:
        payments.confirm(here, _intent(here, invoice_id), ok=ok)
        return here.get("invoice", invoice_id)


def change_card(file: Path, customer: str, card: str) -> Obj:
    """Give the portal another card; what is owed is tried with it at once."""
    with world(file) as here:
        method = attach(here, customer, card)
        for invoice in reversed(here.all("invoice", customer=customer, status="open")):
            payments.attempt(here, invoice, watched=True)
        return method


def cancel_in_portal(file: Path, subscription_id: str) -> Obj:
    """Cancel at the period's end, as the portal does it: `cancel_at` is set, `cancel_at_period_end` is not."""
    with world(file) as here:
        subscription = here.get("subscription", subscription_id)
        ends = subscription["items"]["data"][0]["current_period_end"]
        subscription |= {"cancel_at": ends, "canceled_at": here.now}
        return here.save("customer.subscription.updated", subscription)


def close_dispute(file: Path, dispute_id: str, *, won: bool) -> Obj:
    with world(file) as here:
        return payments.close_dispute(here, dispute_id, won=won)


def _open(here: World, session_id: str) -> Obj:
    session = here.get("checkout.session", session_id)
    if session["status"] == "open" and session["expires_at"] <= here.now:
        session = checkout.expire(here, session)
    if session["status"] != "open":
        raise ApiError(400, f"This checkout is {session['status']}.", code="checkout_not_open")
    return session


def _refusal(here: World, customer: str) -> Declined | None:
    card = card_of(here, customer)
    if card is None or card.first in ("ok", "confirm"):
        return None
    return Declined("Your card was declined.", code="card_declined", decline_code=card.first)


def _complete(here: World, session: Obj) -> Obj:
    invoice = here.get("invoice", here.get("subscription", session["subscription"])["latest_invoice"])
    free = invoice["amount_paid"] == 0
    session |= {
        "status": "complete", "invoice": invoice["id"], "url": None, "amount_total": invoice["total"],
        "payment_status": "no_payment_required" if free else "paid",
        "total_details": {
            "amount_discount": invoice["subtotal"] - invoice["total"], "amount_shipping": 0, "amount_tax": 0
        },
    }  # fmt: skip
    return here.save("checkout.session.completed", session)


def _intent(here: World, invoice_id: str) -> str:
    for link in here.all("invoice_payment", invoice=invoice_id, status="open"):
        id_: str = link["payment"]["payment_intent"]
        return id_
    raise ApiError(400, "This invoice waits for no payment.", code="invoice_not_open")
