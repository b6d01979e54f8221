"""Invoices: lines, discounts, the customer's balance. What happens when one is paid stands in `payments`."""

from __future__ import annotations

from . import addresses, taxes
from .amounts import discounted, months_after
from .world import Obj, World


def line(world: World, subscription: Obj, price: Obj, quantity: int, *, amount: int, period: tuple[int, int],
         proration: bool = False, text: str = "") -> Obj:  # fmt: skip
    """One line of an invoice for a seat price."""
    item = subscription["items"]["data"][0]
    return {
        "id": world.new_id("il"), "object": "line_item", "amount": amount, "currency": price["currency"],
        "description": text or _description(world, price, quantity),
        "discount_amounts": [], "discountable": not proration, "discounts": [], "invoice": None,
        "livemode": False, "metadata": {}, "quantity": quantity, "subtotal": amount, "taxes": [],
        "subscription": subscription["id"], "period": {"start": period[0], "end": period[1]},
        "pricing": {
            "type": "price_details", "unit_amount_decimal": str(price["unit_amount"]),
            "price_details": {"price": price["id"], "product": price["product"]},
        },
        "parent": {
            "type": "subscription_item_details", "invoice_item_details": None,
            "subscription_item_details": {
                "invoice_item": None, "proration": proration, "proration_details": None,
                "subscription": subscription["id"], "subscription_item": item["id"],
            },
        },
    }  # fmt: skip


def build(world: World, subscription: Obj, lines: list[Obj], reason: str, *, preview: bool = False) -> Obj:
    """An open invoice for the lines, not yet stored; a preview has no number and changes nothing."""
    customer = world.get("customer", subscription["customer"])
    subtotal = sum(each["amount"] for each in lines)
    discount = sum(_off(world, each, subtotal, reason) for each in subscription["discounts"])
    automatic = subscription["automatic_tax"]["enabled"]
    tax = taxes.tax_of(world, customer) if automatic else None
    total = subtotal - discount + taxes.put_on(lines, tax, discount)
    balance = customer["balance"]
    due = max(0, total + balance)
    id_ = world.new_id("upcoming_in" if preview else "in")
    for each in lines:
        each["invoice"] = id_
    item = subscription["items"]["data"][0]
    return {
        "id": id_, "object": "invoice", "account_country": "US", "account_name": "Sandbox",
        "amount_due": due, "amount_overpaid": 0, "amount_paid": 0, "amount_remaining": due,
        "amount_shipping": 0, "attempt_count": 0, "attempted": False, "auto_advance": True,
        "automatic_tax": {
            "disabled_reason": None, "enabled": automatic, "liability": {"type": "self"} if automatic else None,
            "status": None if not automatic else "complete" if tax else "requires_location_inputs",
        },
        "billing_reason": reason, "collection_method": "charge_automatically", "created": world.now,
        "currency": "usd", "customer": customer["id"], "customer_email": customer["email"],
        "customer_address": customer["address"],
        "customer_name": customer["name"], "default_tax_rates": [], "discounts": subscription["discounts"],
        "ending_balance": min(0, total + balance),
        "hosted_invoice_url": None if preview else addresses.page(f"invoices/{id_}/"),
        "invoice_pdf": None if preview else addresses.page(f"invoices/{id_}/pdf/"),
        "issuer": {"type": "self"}, "livemode": False, "metadata": {}, "next_payment_attempt": None,
        "lines": {"object": "list", "data": lines, "has_more": False, "url": f"/v1/invoices/{id_}/lines"},
        "number": None if preview else _number(world, customer),
        "parent": {
            "type": "subscription_details", "quote_details": None,
            "subscription_details": {
                "metadata": subscription["metadata"], "subscription": subscription["id"],
                "subscription_proration_date": None,
            },
        },
        "payment_settings": {
            "default_mandate": None, "payment_method_options": None, "payment_method_types": None
        },
        "period_end": item["current_period_end"], "period_start": item["current_period_start"],
        "post_payment_credit_notes_amount": 0, "pre_payment_credit_notes_amount": 0,
        "starting_balance": balance, "status": "draft" if preview else "open",
        "status_transitions": {
            "finalized_at": None if preview else world.now, "marked_uncollectible_at": None, "paid_at": None,
            "voided_at": None,
        },
        "subtotal": subtotal, "test_clock": None, "total": total,
        "total_taxes": taxes.summed(lines, tax),
        "total_discount_amounts": [{"amount": discount, "discount": subscription["discounts"][0]}]
        if discount else [],
    }  # fmt: skip


def issue(world: World, subscription: Obj, lines: list[Obj], reason: str) -> Obj:
    """Store a finished invoice; the customer's balance is used up or, by a credit, grows."""
    invoice = build(world, subscription, lines, reason)
    customer = world.get("customer", subscription["customer"])
    world.put(
        customer
        | {
            "balance": invoice["ending_balance"],
            "next_invoice_sequence": customer["next_invoice_sequence"] + 1,
        }
    )
    world.save("invoice.created", invoice)
    world.emit("invoice.finalized", invoice)
    subscription["latest_invoice"] = invoice["id"]
    return invoice


def give_discount(world: World, subscription: Obj, promotion: Obj) -> None:
    """A coupon applies to the subscription from now on, for as long as it lasts."""
    coupon = world.get("coupon", promotion["promotion"]["coupon"])
    months = {"once": 0, "repeating": coupon["duration_in_months"]}.get(coupon["duration"])
    discount = {
        "id": world.new_id("di"), "object": "discount", "checkout_session": None,
        "customer": subscription["customer"], "start": world.now,
        "end": None if months is None else months_after(world.now, months), "invoice": None,
        "invoice_item": None, "promotion_code": promotion["id"],
        "source": {"type": "coupon", "coupon": coupon["id"]}, "subscription": subscription["id"],
        "subscription_item": None,
    }  # fmt: skip
    world.put(discount)
    subscription["discounts"] = [discount["id"]]


def _off(world: World, discount_id: str, subtotal: int, reason: str) -> int:
    discount = world.get("discount", discount_id)
    coupon = world.get("coupon", discount["source"]["coupon"])
    once = coupon["duration"] == "once"
    over = reason != "subscription_create" if once else discount["end"] and discount["end"] <= world.now
    return 0 if over or reason == "subscription_update" else discounted(subtotal, coupon)


def _description(world: World, price: Obj, quantity: int) -> str:
    name = world.get("product", price["product"])["name"]
    return f"{quantity} × {name} (at ${price['unit_amount'] / 100:,.2f} / {price['recurring']['interval']})"


def _number(world: World, customer: Obj) -> str:
    return f"{customer['invoice_prefix']}-{customer['next_invoice_sequence']:04}"
