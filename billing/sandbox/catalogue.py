"""Products, prices, coupons and promotion codes."""

from __future__ import annotations

from typing import Any

from .errors import ApiError
from .forms import truth
from .world import Obj, World


def create_product(world: World, params: Obj) -> Obj:
    id_ = params.get("id") or world.new_id("prod")
    if world.all("product", id=id_):
        raise ApiError(400, f"Product already exists: '{id_}'.", code="resource_already_exists", param="id")
    product = {
        "id": id_, "object": "product", "active": True, "created": world.now,
        "description": params.get("description"), "images": [], "livemode": False, "marketing_features": [],
        "metadata": params.get("metadata", {}), "name": params["name"], "type": "service",
        "updated": world.now, "url": None, "tax_code": None,
    }  # fmt: skip
    return world.save("product.created", product)


def update_product(world: World, params: Obj, id_: str) -> Obj:
    product = world.get("product", id_) | {"updated": world.now}
    product |= {name: params[name] for name in ("name", "description") if name in params}
    product["metadata"] |= params.get("metadata", {})
    if "active" in params:
        product["active"] = truth(params["active"])
    return world.save("product.updated", product)


def create_price(world: World, params: Obj) -> Obj:
    product = world.get("product", params["product"])
    price = {
        "id": world.new_id("price"), "object": "price", "active": True, "billing_scheme": "per_unit",
        "created": world.now, "currency": params["currency"], "custom_unit_amount": None, "livemode": False,
        "lookup_key": None, "metadata": params.get("metadata", {}), "nickname": params.get("nickname"),
        "product": product["id"],
        "recurring": {
            "interval": params["recurring"]["interval"], "interval_count": 1, "meter": None,
            "trial_period_days": None, "usage_type": "licensed",
        },
        "tax_behavior": params.get("tax_behavior", "unspecified"), "tiers_mode": None, "transform_quantity": None,
        "type": "recurring", "unit_amount": int(params["unit_amount"]),
        "unit_amount_decimal": params["unit_amount"],
    }  # fmt: skip
    _give_key(world, price, params)
    return world.save("price.created", price)


def update_price(world: World, params: Obj, id_: str) -> Obj:
    price = world.get("price", id_)
    if "active" in params:
        price["active"] = truth(params["active"])
    price["metadata"] |= params.get("metadata", {})
    _give_key(world, price, params)
    return world.save("price.updated", price)


def _give_key(world: World, price: Obj, params: Obj) -> None:
    key = params.get("lookup_key")
    if not key:
        return
    for holder in world.all("price", lookup_key=key):
        if holder["id"] == price["id"]:
            continue
        if not truth(params.get("transfer_lookup_key")):
            raise ApiError(
                400, f"A price (`{holder['id']}`) already uses that lookup key.", param="lookup_key"
            )
        world.put(holder | {"lookup_key": None})
    price["lookup_key"] = key


def list_prices(world: World, params: Obj) -> list[Obj]:
    found = world.all("price")
    if "lookup_keys" in params:
        found = [each for each in found if each["lookup_key"] in params["lookup_keys"]]
    if "active" in params:
        found = [each for each in found if each["active"] == truth(params["active"])]
    return [each for each in found if params.get("product", each["product"]) == each["product"]]


def create_coupon(world: World, params: Obj) -> Obj:
    coupon = {
        "id": params.get("id") or world.new_id("coupon"), "object": "coupon", "created": world.now,
        "amount_off": _number(params.get("amount_off")), "currency": params.get("currency"),
        "duration": params.get("duration", "once"), "duration_in_months": _number(params.get("duration_in_months")),
        "livemode": False, "max_redemptions": None, "metadata": params.get("metadata", {}),
        "name": params.get("name"), "percent_off": _number(params.get("percent_off")), "redeem_by": None,
        "times_redeemed": 0, "valid": True,
    }  # fmt: skip
    if not coupon["amount_off"] and not coupon["percent_off"]:
        raise ApiError(400, "You must pass either percent_off or amount_off.")
    return world.save("coupon.created", coupon)


def create_promotion_code(world: World, params: Obj) -> Obj:
    coupon = world.get("coupon", params["promotion"]["coupon"])
    if [
        each for each in world.all("promotion_code") if _same(each["code"], params["code"]) and each["active"]
    ]:
        raise ApiError(400, "An active promotion code with this code already exists.", param="code")
    code = {
        "id": world.new_id("promo"), "object": "promotion_code", "active": True, "code": params["code"],
        "created": world.now, "customer": None, "expires_at": _number(params.get("expires_at")),
        "livemode": False, "max_redemptions": _number(params.get("max_redemptions")),
        "metadata": params.get("metadata", {}), "promotion": {"type": "coupon", "coupon": coupon["id"]},
        "restrictions": {
            "first_time_transaction": False, "minimum_amount": None, "minimum_amount_currency": None
        },
        "times_redeemed": 0,
    }  # fmt: skip
    return world.save("promotion_code.created", code)


def redeem(world: World, code: str) -> Obj:
    """Use a promotion code once. Raises ApiError 400 when it is unknown, over or used up."""
    for promotion in world.all("promotion_code", active=True):
        spent = promotion["max_redemptions"] is not None and (
            promotion["times_redeemed"] >= promotion["max_redemptions"]
        )
        over = promotion["expires_at"] is not None and promotion["expires_at"] <= world.now
        if _same(promotion["code"], code) and not spent and not over:
            coupon = world.get("coupon", promotion["promotion"]["coupon"])
            world.put(promotion | {"times_redeemed": promotion["times_redeemed"] + 1})
            world.put(coupon | {"times_redeemed": coupon["times_redeemed"] + 1})
            return promotion
    raise ApiError(400, "This promotion code is not valid.", code="promotion_code_invalid")


def _same(one: str, other: str) -> bool:
    return one.upper() == other.strip().upper()


def _number(value: Any) -> int | None:
    return None if value in (None, "") else int(float(value))
