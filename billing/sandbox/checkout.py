"""Checkout and portal sessions: what their pages need to know."""

from __future__ import annotations

from . import addresses
from .errors import ApiError
from .forms import truth
from .world import Obj, World

DAY = 24 * 60 * 60


def create_session(world: World, params: Obj) -> Obj:
    """POST /v1/checkout/sessions, for subscriptions."""
    if params["mode"] != "subscription" or params.get("ui_mode", "hosted_page") != "hosted_page":
        raise ApiError(400, "The sandbox has hosted pages for subscriptions only.", param="mode")
    customer = world.get("customer", params["customer"])
    line = params["line_items"][0]
    price = world.get("price", line["price"])
    quantity = int(line.get("quantity", 1))
    if not price["active"]:
        raise ApiError(400, "The price specified is inactive.", param="line_items[0][price]")
    if quantity < 1:
        raise ApiError(400, "This value must be greater than or equal to 1.", param="line_items[0][quantity]")
    success = addresses.checked(params.get("success_url", ""), "success_url")
    cancel = addresses.checked(params.get("cancel_url", ""), "cancel_url")
    id_ = world.new_id("cs_test")
    amount = price["unit_amount"] * quantity
    session: Obj = {
        "id": id_, "object": "checkout.session",
        "allow_promotion_codes": truth(params.get("allow_promotion_codes")), "amount_subtotal": amount,
        "amount_total": amount, "automatic_tax": _automatic_tax(params, customer),
        "billing_address_collection": params.get("billing_address_collection"),
        "cancel_url": cancel or None, "client_reference_id": params.get("client_reference_id"),
        "client_secret": None, "consent": None, "consent_collection": None, "created": world.now,
        "currency": price["currency"], "custom_fields": [], "custom_text": {}, "customer": customer["id"],
        "customer_creation": None, "customer_email": None, "discounts": [],
        "expires_at": int(params.get("expires_at", world.now + DAY)), "invoice": None, "livemode": False,
        "locale": None, "metadata": params.get("metadata", {}), "mode": "subscription", "payment_intent": None,
        "payment_method_collection": "always", "payment_method_types": ["card", "us_bank_account"],
        "payment_status": "unpaid", "shipping_options": [], "status": "open", "submit_type": None,
        "subscription": None, "success_url": success or None,
        "tax_id_collection": {
            "enabled": truth(params.get("tax_id_collection", {}).get("enabled")), "required": "never"
        },
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page", "url": addresses.page_beside(success, f"checkout/{id_}/"),
    }  # fmt: skip
    data = params.get("subscription_data", {})
    world.put(
        {
            "id": f"order_{id_}", "object": "order", "price": price["id"],
            "quantity": quantity, "trial_days": int(data.get("trial_period_days", 0)),
            "metadata": data.get("metadata", {}),
        }
    )  # fmt: skip
    return world.put(session)


def _automatic_tax(params: Obj, customer: Obj) -> Obj:
    on = truth(params.get("automatic_tax", {}).get("enabled"))
    if on and not customer["address"] and params.get("customer_update", {}).get("address") != "auto":
        message = (
            "Automatic tax calculation in Checkout requires a valid address on the Customer. Add a valid address"
            " to the Customer or set `customer_update[address]` to 'auto'."
        )
        raise ApiError(400, message, code="customer_tax_location_invalid", param="automatic_tax")
    return {
        "enabled": on, "liability": {"type": "self"} if on else None, "provider": "stripe" if on else None,
        "status": "requires_location_inputs" if on else None,
    }  # fmt: skip


def expire_session(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/checkout/sessions/ID/expire."""
    session = world.get("checkout.session", id_)
    if session["status"] != "open":
        raise ApiError(400, 'Only Checkout Sessions with a status in ["open"] can be expired.')
    return expire(world, session)


def expire(world: World, session: Obj) -> Obj:
    return world.save("checkout.session.expired", session | {"status": "expired", "url": None})


def create_portal(world: World, params: Obj) -> Obj:
    """POST /v1/billing_portal/sessions."""
    id_ = world.new_id("bps")
    back = addresses.checked(params.get("return_url", ""), "return_url")
    portal: Obj = {
        "id": id_, "object": "billing_portal.session", "configuration": "bpc_sandbox", "created": world.now,
        "customer": world.get("customer", params["customer"])["id"], "customer_account": None,
        "flow": None, "livemode": False, "locale": None, "on_behalf_of": None,
        "return_url": back or None, "url": addresses.page_beside(back, f"portal/{id_}/"),
    }  # fmt: skip
    return world.put(portal)
