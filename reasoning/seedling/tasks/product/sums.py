"""Questions about prices that need a calculation: seats, months, savings, differences."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from reasoning.seedling.expressions import MAX_STEPS, Expression, Operation, OutOfRange, shown
from reasoning.seedling.facts import PlanFacts
from reasoning.seedling.problem import in_steps
from reasoning.seedling.solving import solve
from reasoning.seedling.tasks.product.said import Said

Plans = Sequence[PlanFacts]


def seats(rng: random.Random, plans: Plans) -> Said | None:
    found = [plan for plan in _whole(plans) if plan.per_seat]
    if not found:
        return None
    plan, count, interval = rng.choice(found), rng.randint(2, 20), rng.choice(("month", "month", "year"))
    slots = {"plan": plan.name, "n": str(count), "interval": interval}
    return _computed("seats", Operation("*", count, _price(plan, interval)), f" a {interval}", slots)


def months(rng: random.Random, plans: Plans) -> Said | None:
    found = [plan for plan in _whole(plans) if not plan.per_seat]
    if not found:
        return None
    plan, count = rng.choice(found), rng.choice((2, 3, 3, 4, 5, 6, 6, 8, 9, 10, 18, 24))
    slots = {"plan": plan.name, "n": str(count)}
    return _computed("months", Operation("*", count, _price(plan, "month")), "", slots)


def saving(rng: random.Random, plans: Plans) -> Said | None:
    """What a year costs less when it is paid at once: 12×20-200."""
    found = [plan for plan in _whole(plans) if 12 * _price(plan, "month") > _price(plan, "year")]
    if not found:
        return None
    plan = rng.choice(found)
    expression = Operation("-", Operation("*", 12, _price(plan, "month")), _price(plan, "year"))
    return _computed(
        "saving", expression, " a seat a year" if plan.per_seat else " a year", {"plan": plan.name}
    )


def more(rng: random.Random, plans: Plans) -> Said | None:
    """How much more one plan costs than another."""
    found = [plan for plan in _whole(plans) if not plan.per_seat]
    if len(found) < 2:
        return None
    interval = rng.choice(("month", "month", "year"))
    low, high = sorted(rng.sample(found, 2), key=lambda plan: _price(plan, interval))
    slots = {"plan": high.name, "other": low.name, "interval": interval}
    expression = Operation("-", _price(high, interval), _price(low, interval))
    return _computed("more", expression, f" a {interval}", slots)


def _whole(plans: Plans) -> list[PlanFacts]:
    """Plans with a price in whole dollars, month and year."""
    return [
        plan
        for plan in plans
        if plan.monthly and plan.yearly and not (plan.monthly % 100 or plan.yearly % 100)
    ]


def _price(plan: PlanFacts, interval: str) -> int:
    cents = plan.monthly if interval == "month" else plan.yearly
    return (cents or 0) // 100


def _computed(kind: str, expression: Expression, per: str, slots: dict[str, str]) -> Said | None:
    try:
        solution = solve(expression)
    except OutOfRange:
        return None
    if len(solution.steps) > MAX_STEPS:
        return None
    answer = f"${solution.value}{per}"
    return Said(kind, in_steps(solution.steps, answer, shown(expression)), (), slots, answer)


SUMS: dict[str, Callable[[random.Random, Plans], Said | None]] = {
    "seats": seats,
    "months": months,
    "saving": saving,
    "more": more,
}
