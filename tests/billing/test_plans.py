"""The catalogue."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest

from billing.plans import PLANS, Plan, UnknownPlan, plan


def test_an_unknown_plan_is_named_with_those_there_are() -> None:
    with pytest.raises(UnknownPlan, match=r"no plan 'gold'; the plans are free, plus, team, pro\."):
        plan("gold")


def test_an_unknown_meter_is_an_error() -> None:
    with pytest.raises(ValueError, match="no meter 'slow'"):
        plan("free").cap("slow")


@pytest.mark.parametrize(("smaller", "larger"), list(pairwise(PLANS.values())), ids=lambda each: each.code)
def test_a_larger_plan_never_allows_less(smaller: Plan, larger: Plan) -> None:
    def extent(each: Plan) -> list[float]:
        caps = (each.fast, each.think)
        bounds = (each.paths, each.steps, each.tokens, each.think_seconds)
        return [
            *(inf if cap.limit is None else cap.limit for cap in caps),
            *(cap.concurrency for cap in caps),
            *bounds,
        ]

    assert all(less <= more for less, more in zip(extent(smaller), extent(larger), strict=True))
