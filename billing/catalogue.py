"""Bring Stripe's products and prices in line with `plans.py`: compare, then do what differs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from . import gateway
from .plans import PLANS, PRICES, Price

Obj = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing to do at Stripe. `kind` is a key of DOING; `key` a plan's code or a price's lookup key."""

    kind: str
    key: str
    stripe_id: str = ""

    def __str__(self) -> str:
        return f"{self.kind.replace('_', ' ')} {self.key}"


def product_id(plan: str) -> str:
    """Products have ids of ours, so that two syncs at once cannot make two."""
    return f"fragaria_{plan}"


def compare(products: list[Obj], prices: list[Obj]) -> Iterator[Change]:
    """What differs from the catalogue. Pure."""
    known = {each["id"]: each for each in products}
    keyed = {each["lookup_key"]: each for each in prices if each.get("lookup_key")}
    for code in dict.fromkeys(price.plan for price in PRICES.values()):
        there = known.get(product_id(code))
        if there is None:
            yield Change("create_product", code)
        elif there["name"] != PLANS[code].name or not there["active"]:
            yield Change("rename_product", code)
    for price in PRICES.values():
        held = keyed.get(price.lookup_key)
        if held is None:
            yield Change("create_price", price.lookup_key)
        elif not _same(held, price):
            yield Change("replace_price", price.lookup_key, held["id"])


def _same(held: Obj, price: Price) -> bool:
    there = (held["product"], held["currency"], held["unit_amount"], held["recurring"]["interval"])
    return there == (product_id(price.plan), "usd", price.cents, price.interval)


def sync_plans(*, dry_run: bool = False) -> list[Change]:
    """Do what differs (unless `dry_run`) and return it. Raises GatewayError."""
    changes = list(compare(gateway.products(), gateway.prices()))
    if not dry_run:
        for change in changes:
            DOING[change.kind](change)
    return changes


def _create_product(change: Change) -> None:
    name, metadata = PLANS[change.key].name, {"plan": change.key}
    gateway.create_product({"id": product_id(change.key), "name": name, "metadata": metadata})


def _rename_product(change: Change) -> None:
    gateway.rename_product(product_id(change.key), PLANS[change.key].name)


def _create_price(change: Change) -> None:
    price = PRICES[change.key]
    gateway.create_price(
        {
            "product": product_id(price.plan),
            "currency": "usd",
            "unit_amount": price.cents,
            "recurring": {"interval": "year" if price.interval == "year" else "month"},
            "lookup_key": price.lookup_key,
            "transfer_lookup_key": True,
            "metadata": {"plan": price.plan},
        }
    )


def _replace_price(change: Change) -> None:
    _create_price(change)
    gateway.retire_price(change.stripe_id)


DOING = {
    "create_product": _create_product,
    "rename_product": _rename_product,
    "create_price": _create_price,
    "replace_price": _replace_price,
}
