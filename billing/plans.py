"""The catalogue: what each plan lets one person use in a window of time, how far an answer may go, what it costs.

Here stand the defaults; an operator's plans.toml changes limits and prices (plans_file.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

HOUR = 60 * 60
DAY = 24 * HOUR
USD = 1_000_000  # micro-USD


class UnknownPlan(ValueError):
    """No plan has this code; the message lists those there are."""

    def __init__(self, code: str) -> None:
        super().__init__(f"There is no plan {code!r}; the plans are {', '.join(PLANS)}.")
        self.code = code


@dataclass(frozen=True, slots=True)
class Cap:
    """What a meter allows one person: `limit` units in any `window_seconds` (None: no cap), and `concurrency`
    answers in progress at once."""

    limit: int | None
    window_seconds: int
    concurrency: int


@dataclass(frozen=True, slots=True)
class Plan:
    """`fast` and `think` are the two meters' caps; the rest bounds a single thinking answer.

    `paths` and `steps` (a path) are numbers at most, `tokens` are generated tokens an answer, and
    `think_seconds` is the deadline in working time, before the model's own factor. `soft_cost_micros` is what a
    seat's answers may cost the installation in a month (UTC), in micro-USD, before they wait longer (slowdowns.py);
    None: any amount.
    """

    code: str
    name: str
    fast: Cap
    think: Cap
    paths: int
    steps: int
    tokens: int
    think_seconds: int
    soft_cost_micros: int | None = None

    def cap(self, meter: str) -> Cap:
        """The cap of `meter`, `fast` or `think`. Raises ValueError for any other."""
        if meter == "fast":
            return self.fast
        if meter == "think":
            return self.think
        raise ValueError(f"There is no meter {meter!r}; the meters are fast and think.")


# From the smallest to the largest: a trial never lowers a plan.
# Where a window caps the use, concurrency only guards the machine: nobody reads more than three answers at
# once, and one thinking answer already runs many paths side by side. Pro has no cap: there it limits, and what
# costs more than the plan brings in waits longer.
PLANS: dict[str, Plan] = {
    plan.code: plan
    for plan in (
        Plan(
            code="free", name="Free",
            fast=Cap(limit=10, window_seconds=3 * HOUR, concurrency=3),
            think=Cap(limit=3, window_seconds=7 * DAY, concurrency=1),
            paths=4, steps=5, tokens=6_000, think_seconds=20,
        ),
        Plan(
            code="plus", name="Plus",
            fast=Cap(limit=80, window_seconds=3 * HOUR, concurrency=3),
            think=Cap(limit=50, window_seconds=7 * DAY, concurrency=2),
            paths=8, steps=5, tokens=25_000, think_seconds=20,
        ),
        Plan(
            code="team", name="Team",
            fast=Cap(limit=100, window_seconds=3 * HOUR, concurrency=3),
            think=Cap(limit=100, window_seconds=7 * DAY, concurrency=2),
            paths=16, steps=5, tokens=50_000, think_seconds=40,
        ),
        Plan(
            code="pro", name="Pro",
            fast=Cap(limit=None, window_seconds=3 * HOUR, concurrency=8),
            think=Cap(limit=None, window_seconds=7 * DAY, concurrency=3),
            paths=32, steps=5, tokens=100_000, think_seconds=120, soft_cost_micros=200 * USD,
        ),
    )
}  # fmt: skip


def plan(code: str) -> Plan:
    """The plan with this code. Raises UnknownPlan."""
    try:
        return PLANS[code]
    except KeyError:
        raise UnknownPlan(code) from None


@dataclass(frozen=True, slots=True)
class Price:
    """What a seat of a plan costs: `cents` of a US dollar each `interval` (month or year).

    Stripe knows it by `lookup_key`; its prices never change their amount, so a new amount is a new price there.
    """

    lookup_key: str
    plan: str
    interval: str
    cents: int

    @property
    def monthly_cents(self) -> float:
        """Cents a month, for recurring revenue."""
        return self.cents / (12 if self.interval == "year" else 1)


PRICES: dict[str, Price] = {
    price.lookup_key: price
    for price in (
        Price("plus_monthly", "plus", "month", 20_00),
        Price("plus_annual", "plus", "year", 200_00),
        Price("team_monthly", "team", "month", 30_00),
        Price("team_annual", "team", "year", 300_00),
        Price("pro_monthly", "pro", "month", 200_00),
        Price("pro_annual", "pro", "year", 2000_00),
    )
}
TEAM_SEATS_FROM, TEAM_SEATS_TO = 2, 1_000


class UnknownPrice(ValueError):
    """The catalogue has no such price."""


def price(lookup_key: str) -> Price:
    """The price with this key. Raises UnknownPrice."""
    try:
        return PRICES[lookup_key]
    except KeyError:
        raise UnknownPrice(f"There is no price {lookup_key!r}; the prices are {', '.join(PRICES)}.") from None


def price_of(plan: str, interval: str) -> Price | None:
    """The plan's price for `month` or `year`; None where there is none."""
    found = (each for each in PRICES.values() if (each.plan, each.interval) == (plan, interval))
    return next(found, None)


def plan_of_price(stripe_price: Mapping[str, Any]) -> str | None:
    """The plan that a Stripe price pays for: by its lookup key, or, for a price that is sold no longer, by the plan
    that sync-plans noted on it. None for a price that is not ours."""
    known = PRICES.get(stripe_price.get("lookup_key") or "")
    noted = (stripe_price.get("metadata") or {}).get("plan")
    return known.plan if known else noted if noted in PLANS else None
