"""What a person does on Stripe's checkout and invoice pages: pay and confirm; and the bank's part.

Each is one transaction in the sandbox. Raises ApiError and Declined, whose messages are fit to be shown. The portal's
part stands in `portal`.
"""

from __future__ import annotations

from pathlib import Path

from . import catalogue, checkout, invoices, payments, reversals, subscriptions
from .cards import attach, card_of, refusal
from .customers import create_tax_id, type_of_tax_id
from .errors import ApiError
from .portal import cancel_in_portal as cancel_in_portal
from .portal import change_card as change_card
from .taxes import tax_of
from .world import Obj, World, world


def pay(
    file: Path, session_id: str, card: str, *, promotion_code: str = "", vat_id: str = "", country: str = ""
) -> Obj:
    """Complete a checkout page. A card that needs confirming leaves the session open until `confirm_checkout`; a
    bank's debit completes it unpaid.

    Raises Declined; the session stays open for another card.
    """
    with world(file) as here:
        session = need_open(here, session_id)
        if session["subscription"]:
            held = here.get("subscription", session["subscription"])
            subscriptions.end(here, held, "incomplete_expired", reason=None)
            session = here.put(session | {"subscription": None})
        attach(here, session["customer"], card)
        means = card_of(here, session["customer"])
        if means and means.first not in ("ok", "confirm", "processing"):
            raise refusal(means.first)
        subscription = order(here, session, promotion_code=promotion_code, vat_id=vat_id, country=country)
        outcome = subscriptions.begin(here, subscription)
        session |= {"subscription": subscription["id"]}
        here.put(session)
        return session if outcome == "confirm" else _complete(here, session)


def order(here: World, session: Obj, *, promotion_code: str = "", vat_id: str = "", country: str = "") -> Obj:
    """The subscription that a checkout asks for, not begun yet; what the page says of its payer is kept.

    Raises ApiError 400, with `param` naming the field that is to blame.
    """
    customer = here.get("customer", session["customer"])
    if country:
        address = dict.fromkeys(("city", "line1", "line2", "postal_code", "state"), None)
        customer = here.save("customer.updated", customer | {"address": address | {"country": country}})
    if vat_id.strip() and session["tax_id_collection"]["enabled"]:
        create_tax_id(here, {"type": type_of_tax_id(vat_id), "value": vat_id}, customer["id"])
    taxed = session["automatic_tax"]["enabled"]
    if taxed and tax_of(here, customer) is None:
        raise ApiError(
            400, "Choose your country: the tax depends on it.", code="country_missing", param="country"
        )
    wanted = here.get("order", f"order_{session['id']}")
    subscription = subscriptions.create(
        here,
        customer["id"],
        here.get("price", wanted["price"]),
        wanted["quantity"],
        trial_days=wanted["trial_days"],
        metadata=wanted["metadata"],
        taxed=taxed,
    )
    if promotion_code.strip() and session["allow_promotion_codes"]:
        invoices.give_discount(here, subscription, catalogue.redeem(here, promotion_code))
    return subscription


def confirm_checkout(file: Path, session_id: str, *, ok: bool = True) -> Obj:
    """Answer the bank's question (3-D Secure) on the checkout page."""
    with world(file) as here:
        session = need_open(here, session_id)
        if not session["subscription"]:
            raise ApiError(400, "There is nothing to confirm.", code="payment_intent_unexpected_state")
        subscription = here.get("subscription", session["subscription"])
        payments.confirm(here, _intent(here, subscription["latest_invoice"]), ok=ok)
        return _complete(here, session) if ok else session


def confirm_invoice(file: Path, invoice_id: str, *, ok: bool = True) -> Obj:
    """Answer the bank's question about an open invoice."""
    with world(file) as here:
        payments.confirm(here, _intent(here, invoice_id), ok=ok)
        return here.get("invoice", invoice_id)


def pay_invoice(file: Path, invoice_id: str, card: str = "") -> payments.Outcome:
    """Pay an open invoice, with another card from now on if one is given. Raises Declined and ApiError."""
    with world(file) as here:
        invoice = here.get("invoice", invoice_id)
        payments.need_open(here, invoice)
        if card:
            attach(here, invoice["customer"], card)
        outcome = payments.attempt(here, invoice, watched=True)
        if outcome == "failed":
            means = card_of(here, invoice["customer"])
            raise refusal(means.first if means else "generic_decline")
        return outcome


def dispute_charge(file: Path, charge_id: str) -> Obj:
    """The card's owner takes a payment back. Raises ApiError when there is none to take back."""
    with world(file) as here:
        charge = here.get("charge", charge_id)
        if charge["status"] != "succeeded" or charge["disputed"]:
            raise ApiError(400, "Only a payment that arrived can be disputed, and once.")
        return reversals.dispute(here, charge_id)


def close_dispute(file: Path, dispute_id: str, *, won: bool) -> Obj:
    """The bank decides. Raises ApiError when it has done so before."""
    with world(file) as here:
        if here.get("dispute", dispute_id)["status"] in ("won", "lost"):
            raise ApiError(400, "This dispute is closed.")
        return reversals.close_dispute(here, dispute_id, won=won)


def need_open(here: World, session_id: str) -> Obj:
    """A session that can still be paid. Raises ApiError, with code checkout_not_open."""
    session = here.get("checkout.session", session_id)
    if session["status"] == "open" and session["expires_at"] <= here.now:
        session = checkout.expire(here, session)
    if session["status"] != "open":
        raise ApiError(400, f"This checkout is {session['status']}.", code="checkout_not_open")
    return session


def _complete(here: World, session: Obj) -> Obj:
    invoice = here.get("invoice", here.get("subscription", session["subscription"])["latest_invoice"])
    unpaid, free = invoice["status"] == "open", invoice["amount_paid"] == 0
    tax = sum(each["amount"] for each in invoice["total_taxes"])
    session |= {
        "status": "complete", "invoice": invoice["id"], "url": None, "amount_total": invoice["total"],
        "payment_status": "unpaid" if unpaid else "no_payment_required" if free else "paid",
        "total_details": {
            "amount_discount": invoice["subtotal"] + tax - invoice["total"], "amount_shipping": 0,
            "amount_tax": tax,
        },
    }  # fmt: skip
    if session["automatic_tax"]["enabled"]:
        session["automatic_tax"]["status"] = "complete"
    return here.save("checkout.session.completed", session)


def _intent(here: World, invoice_id: str) -> str:
    intent = payments.open_intent(here, invoice_id)
    if intent is None:
        raise ApiError(400, "This invoice waits for no payment.", code="invoice_not_open")
    return str(intent["id"])
