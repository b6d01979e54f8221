"""The rollups beside a plain recomputation, and the plans of slow queries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from chatapp.dashboard.models import AccountDay, Figure

from . import naive
from .measuring import Asked, plan


def compare(begin: datetime, end: datetime) -> tuple[int, list[str]]:
    """How many figures of [begin, end) were compared, and those that differ, in words."""
    days = {"day__gte": begin.date(), "day__lte": (end - timedelta(days=1)).date()}
    wanted = naive.figures(begin, end)
    kinds = {(name, group) if name == "think" else (name, "") for _day, name, group, _part in wanted}
    rows = Figure.objects.filter(**days).values_list("day", "name", "group", "part", "value")
    made = {
        (day, name, group, part): value
        for day, name, group, part, value in rows
        if ((name, group) if name == "think" else (name, "")) in kinds
    }
    accounts = AccountDay.objects.filter(**days).exclude(cost_micros=0)
    costs = {
        (day, str(id_)): cost for day, id_, cost in accounts.values_list("day", "account", "cost_micros")
    }
    wanted_costs = naive.account_costs(begin, end)
    return len(wanted) + len(wanted_costs), [*differing(made, wanted), *differing(costs, wanted_costs)]


def differing(made: Mapping[Any, int], wanted: Mapping[Any, int]) -> list[str]:
    """What is not the same in both, in words."""
    return [
        f"{key}: {made.get(key)} and not {wanted.get(key)}"
        for key in sorted(made.keys() | wanted.keys())
        if made.get(key) != wanted.get(key)
    ]


def plans(where: str, asked: Asked, number: int) -> list[tuple[str, float, str, str]]:
    """The slowest queries with how the database answered them."""
    return [(where, seconds, sql, plan(sql, params)) for seconds, sql, params in asked.slowest(number)]
