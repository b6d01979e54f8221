"""The operator's plans.toml: limits and prices that differ from the catalogue's. Read once, when settings are.

    [plus]
    month_usd = 25
    tokens = 30000
    [plus.fast]
    limit = 120          # or "none"

A file that cannot be meant is refused as a whole, with the first thing that is wrong in it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import inf
from pathlib import Path
from typing import Any

from .plans import DAY, HOUR, PLANS, PRICES, USD, Cap, Plan, Price

MOST = 10_000_000
NONE = "none"
# The largest amount that Stripe takes in US dollars.
MOST_USD = Decimal("999999.99")
WINDOWS = {"fast": ("hours", HOUR), "think": ("days", DAY)}
NUMBERS = {"paths": 256, "steps": 100, "tokens": MOST, "think_seconds": 3_600}
PRICED = {"month_usd": "month", "year_usd": "year"}
KEYS = ("name", *NUMBERS, "soft_cost_usd", *PRICED, *WINDOWS)


class BadPlansFile(ValueError):
    """The message is one line that names the place, what is wrong, and what would be right."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All plans and prices, by code and lookup key, in the catalogue's order."""

    plans: Mapping[str, Plan]
    prices: Mapping[str, Price]


def read(path: Path) -> Catalogue:
    """The catalogue with the file's changes. Raises BadPlansFile."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadPlansFile(f"cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'}).") from None
    try:
        return changed(tomllib.loads(text, parse_float=Decimal))
    except tomllib.TOMLDecodeError as error:
        raise BadPlansFile(f"is not TOML: {error}.") from None


def use(catalogue: Catalogue) -> None:
    """Let it be the catalogue of this process."""
    PLANS.update(catalogue.plans)
    PRICES.update(catalogue.prices)


def changed(tables: Mapping[str, Any]) -> Catalogue:
    """The catalogue with `tables`, a parsed file, on top. Raises BadPlansFile."""
    for code, table in tables.items():
        if code not in PLANS:
            raise BadPlansFile(f"{code}: there is no such plan; the plans are {', '.join(PLANS)}.")
        if not isinstance(table, dict):
            raise BadPlansFile(f"{code}: must be a table, [{code}].")
        _only(table, KEYS, code)
    plans = {code: _plan(plan, tables.get(code, {})) for code, plan in PLANS.items()}
    for smaller, larger in pairwise(plans.values()):
        _never_less(smaller, larger)
    return Catalogue(plans, dict(_prices(tables)))


def _plan(plan: Plan, table: Mapping[str, Any]) -> Plan:
    changes: dict[str, Any] = {
        key: _whole(table[key], f"{plan.code}.{key}", most) for key, most in NUMBERS.items() if key in table
    }
    if "name" in table:
        name = table["name"]
        if not isinstance(name, str) or not 1 <= len(name.strip()) <= 30:
            raise BadPlansFile(f"{plan.code}.name: must be a text of 1 to 30 characters.")
        changes["name"] = name.strip()
    if "soft_cost_usd" in table:
        cost = table["soft_cost_usd"]
        micros = (
            None if cost == NONE else int(_dollars(cost, f"{plan.code}.soft_cost_usd", or_none=True) * USD)
        )
        changes["soft_cost_micros"] = micros
    for meter in WINDOWS:
        if meter in table:
            changes[meter] = _cap(plan.cap(meter), meter, table[meter], f"{plan.code}.{meter}")
    return replace(plan, **changes)


def _cap(cap: Cap, meter: str, table: object, place: str) -> Cap:
    if not isinstance(table, dict):
        raise BadPlansFile(f"{place}: must be a table, [{place}].")
    unit, seconds = WINDOWS[meter]
    _only(table, ("limit", unit, "at_once"), place)
    changes: dict[str, Any] = {}
    if "limit" in table:
        limit = table["limit"]
        changes["limit"] = None if limit == NONE else _whole(limit, f"{place}.limit", least=0, or_none=True)
    if unit in table:
        changes["window_seconds"] = _whole(table[unit], f"{place}.{unit}", 366) * seconds
    if "at_once" in table:
        changes["concurrency"] = _whole(table["at_once"], f"{place}.at_once", 100)
    return replace(cap, **changes)


def _prices(tables: Mapping[str, Any]) -> Iterator[tuple[str, Price]]:
    sold = {price.plan for price in PRICES.values()}
    for code, table in tables.items():
        if code not in sold and any(key in table for key in PRICED):
            raise BadPlansFile(f"{code}: this plan is not sold, so it has no price.")
    for key, price in PRICES.items():
        table = tables.get(price.plan, {})
        wanted = next(name for name, interval in PRICED.items() if interval == price.interval)
        if wanted in table:
            price = replace(price, cents=int(_dollars(table[wanted], f"{price.plan}.{wanted}") * 100))
        yield key, price


def _never_less(smaller: Plan, larger: Plan) -> None:
    # Trials, upgrades and downgrades go by the order of the plans.
    for what, least, most in zip(_EXTENT, _extent(smaller), _extent(larger), strict=True):
        if most < least:
            raise BadPlansFile(
                f"{larger.code}.{what}: is less than {smaller.code} has; a larger plan never allows less."
            )


_EXTENT = ("fast.limit", "think.limit", "fast.at_once", "think.at_once", *NUMBERS)


def _extent(plan: Plan) -> list[float]:
    caps = (plan.fast, plan.think)
    return [
        *(inf if cap.limit is None else cap.limit for cap in caps),
        *(cap.concurrency for cap in caps),
        *(getattr(plan, key) for key in NUMBERS),
    ]


def _only(table: Mapping[str, object], keys: tuple[str, ...], place: str) -> None:
    for key in table:
        if key not in keys:
            raise BadPlansFile(f"{place}.{key}: is not known here; known are {', '.join(keys)}.")


def _whole(value: object, place: str, most: int = MOST, *, least: int = 1, or_none: bool = False) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        other = f', or "{NONE}"' if or_none else ""
        raise BadPlansFile(f"{place}: must be a whole number from {least} to {most}{other}, not {value!r}.")
    return value


def _dollars(value: object, place: str, *, or_none: bool = False) -> Decimal:
    amount = (
        Decimal(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else Decimal("NaN")
    )
    # 50 cents is the least that Stripe charges.
    if not amount.is_finite() or not Decimal("0.5") <= amount <= MOST_USD or amount * 100 % 1:
        other = f', or "{NONE}"' if or_none else ""
        raise BadPlansFile(
            f"{place}: must be US dollars from 0.50 on, with cents at most{other}, not {str(value)!r}."
        )
    return amount
