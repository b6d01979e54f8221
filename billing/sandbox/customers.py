"""Customers, their addresses, ways to pay and tax ids."""

from __future__ import annotations

import re

from .errors import ApiError
from .world import Obj, World

# Stripe's types of tax ids that the hosted pages take, and how a number of each looks.
TAX_IDS = {
    "eu_vat": re.compile(
        r"(AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK)[0-9A-Z]{8,12}"
    ),
    "gb_vat": re.compile(r"GB[0-9A-Z]{9,12}"),
}


def create_customer(world: World, params: Obj) -> Obj:
    customer = {
        "id": world.new_id("cus"), "object": "customer", "address": _address(params.get("address")), "balance": 0,
        "created": world.now, "currency": None, "default_source": None, "delinquent": False, "description": None,
        "email": params.get("email"), "invoice_prefix": world.new_id("x")[-8:].upper(),
        "invoice_settings": {
            "custom_fields": None, "default_payment_method": None, "footer": None, "rendering_options": None
        },
        "livemode": False, "metadata": params.get("metadata", {}), "name": params.get("name"), "phone": None,
        "preferred_locales": [], "shipping": None, "tax_exempt": "none", "test_clock": None,
        "next_invoice_sequence": 1,
    }  # fmt: skip
    return world.save("customer.created", customer)


def update_customer(world: World, params: Obj, id_: str) -> Obj:
    customer = world.get("customer", id_)
    customer |= {name: params[name] for name in ("email", "name") if name in params}
    if "address" in params:
        customer["address"] = _address(params["address"])
    customer["metadata"] |= params.get("metadata", {})
    method = params.get("invoice_settings", {}).get("default_payment_method")
    if method:
        held = world.get("payment_method", method)
        if held["customer"] != id_:
            raise ApiError(
                400, "The customer does not have a payment method with this id.", param="invoice_settings"
            )
        customer["invoice_settings"]["default_payment_method"] = held["id"]
    return world.save("customer.updated", customer)


def list_payment_methods(world: World, params: Obj, id_: str) -> list[Obj]:
    return world.all("payment_method", customer=world.get("customer", id_)["id"])


def create_tax_id(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/customers/ID/tax_ids. Raises ApiError 400 for a number that cannot be one."""
    customer = world.get("customer", id_)["id"]
    kind, value = params["type"], "".join(params["value"].upper().split())
    if kind in TAX_IDS and not TAX_IDS[kind].fullmatch(value):
        raise ApiError(400, f"Invalid value for {kind}.", code="tax_id_invalid", param="value")
    for held in world.all("tax_id", customer=customer, type=kind, value=value):
        return held
    tax_id = {
        "id": world.new_id("txi"), "object": "tax_id", "country": value[:2],
        "created": world.now, "customer": customer, "livemode": False, "type": kind,
        "owner": {"type": "customer", "customer": customer}, "value": value,
        "verification": {"status": "pending", "verified_address": None, "verified_name": None},
    }  # fmt: skip
    return world.save("customer.tax_id.created", tax_id)


def delete_tax_id(world: World, params: Obj, id_: str, tax_id: str) -> Obj:
    """DELETE /v1/customers/ID/tax_ids/ID."""
    held = world.get("tax_id", tax_id)
    if held["customer"] != id_:
        raise ApiError(404, f"No such tax_id: '{tax_id}'", code="resource_missing", param="id")
    world.remove(held)
    world.emit("customer.tax_id.deleted", held)
    return {"id": tax_id, "object": "tax_id", "deleted": True}


def list_tax_ids(world: World, params: Obj, id_: str) -> list[Obj]:
    return world.all("tax_id", customer=world.get("customer", id_)["id"])


def type_of_tax_id(value: str) -> str:
    """Which of TAX_IDS a number is meant to be, as its first letters say."""
    return "gb_vat" if value.strip().upper().startswith("GB") else "eu_vat"


def _address(given: Obj | None) -> Obj | None:
    if not given:
        return None
    names = ("city", "country", "line1", "line2", "postal_code", "state")
    return {name: given.get(name) or None for name in names}
