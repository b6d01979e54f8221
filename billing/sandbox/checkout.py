"""Checkout and portal sessions. The hosted pages stand beside the address that the session returns to."""

from __future__ import annotations

from urllib.parse import urlsplit

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
    if not price["active"]:
        raise ApiError(400, "The price specified is inactive.", param="line_items[0][price]")
    id_ = world.new_id("cs_test")
    amount = price["unit_amount"] * int(line.get("quantity", 1))
    session: Obj = {
        "id": id_, "object": "checkout.session",
        "allow_promotion_codes": truth(params.get("allow_promotion_codes")), "amount_subtotal": amount,
        "amount_total": amount,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": params.get("billing_address_collection"),
        "cancel_url": params.get("cancel_url"), "client_reference_id": params.get("client_reference_id"),
        "client_secret": None, "consent": None, "consent_collection": None, "created": world.now,
        "currency": price["currency"], "custom_fields": [], "custom_text": {}, "customer": customer["id"],
        "customer_creation": None, "customer_email": None, "discounts": [],
        "expires_at": int(params.get("expires_at", world.now + DAY)), "invoice": None, "livemode": False,
        "locale": None, "metadata": params.get("metadata", {}), "mode": "subscription", "payment_intent": None,
        "payment_method_collection": "always", "payment_method_types": ["card"], "payment_status": "unpaid",
        "shipping_options": [], "status": "open", "submit_type": None, "subscription": None,
        "success_url": params.get("success_url"),
        "tax_id_collection": {
            "enabled": truth(params.get("tax_id_collection", {}).get("enabled")), "required": "never"
        },
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page", "url": _beside(params.get("success_url", ""), f"checkout/{id_}/"),
    }  # fmt: skip
    data = params.get("subscription_data", {})
    world.put(
        {
            "id": f"order_{id_}", "object": "order", "price": price["id"],
            "quantity": int(line.get("quantity", 1)), "trial_days": int(data.get("trial_period_days", 0)),
            "metadata": data.get("metadata", {}),
        }
    )  # fmt: skip
    return world.put(session)


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
    portal: Obj = {
        "id": id_, "object": "billing_portal.session", "configuration": "bpc_sandbox", "created": world.now,
        "customer": world.get("customer", params["customer"])["id"], "customer_account": None,
        "flow": None, "livemode": False, "locale": None, "on_behalf_of": None,
        "return_url": params.get("return_url"), "url": _beside(params.get("return_url", ""), f"portal/{id_}/"),
    }  # fmt: skip
    return world.put(portal)


def _beside(url: str, path: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}/billing/sandbox/{path}"
