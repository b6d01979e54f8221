"""Customers, their cards and tax ids."""

from __future__ import annotations

from .world import Obj, World


def create_customer(world: World, params: Obj) -> Obj:
    customer = {
        "id": world.new_id("cus"), "object": "customer", "address": None, "balance": 0, "created": world.now,
        "currency": None, "default_source": None, "delinquent": False, "description": None,
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
    customer["metadata"] |= params.get("metadata", {})
    method = params.get("invoice_settings", {}).get("default_payment_method")
    if method:
        customer["invoice_settings"]["default_payment_method"] = world.get("payment_method", method)["id"]
    return world.save("customer.updated", customer)


def list_payment_methods(world: World, params: Obj, id_: str) -> list[Obj]:
    return world.all("payment_method", customer=world.get("customer", id_)["id"])


def create_tax_id(world: World, params: Obj, id_: str) -> Obj:
    customer = world.get("customer", id_)["id"]
    tax_id = {
        "id": world.new_id("txi"), "object": "tax_id", "country": params["value"][:2].upper(),
        "created": world.now, "customer": customer, "livemode": False, "type": params["type"],
        "owner": {"type": "customer", "customer": customer}, "value": params["value"],
        "verification": {"status": "pending", "verified_address": None, "verified_name": None},
    }  # fmt: skip
    return world.save("customer.tax_id.created", tax_id)


def list_tax_ids(world: World, params: Obj, id_: str) -> list[Obj]:
    return world.all("tax_id", customer=world.get("customer", id_)["id"])
