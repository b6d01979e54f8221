"""Effort, kind and plan choose the way to think."""

from __future__ import annotations

from itertools import product

import pytest

from reasoning.routing.effort import EFFORTS, Way, strategy_for
from reasoning.strategies import STRATEGIES, open_strategy
from reasoning.types import Capabilities


@pytest.mark.parametrize(
    ("effort", "kind", "paths", "way"),
    [
        ("light", "closed", 32, Way("adaptive", 4)),
        ("standard", "closed", 32, Way("adaptive", 32)),
        ("deep", "closed", 32, Way("revise", 32)),
        ("deep", "code", 8, Way("revise", 8)),
        ("standard", "code", 16, Way("adaptive", 16)),
        ("light", "open", 32, Way("review", 4)),
        ("standard", "open", 8, Way("review", 8)),
        ("deep", "open", 32, Way("review", 32)),
        ("light", "closed", 2, Way("adaptive", 2)),
    ],
)
def test_think(effort: str, kind: str, paths: int, way: Way) -> None:
    assert strategy_for("think", effort, kind, paths=paths) == way  # type: ignore[arg-type]


def test_fast_is_one_path_whatever_else_is_said() -> None:
    for effort, kind in product(EFFORTS, ("closed", "code", "open")):
        assert strategy_for("fast", effort, kind, paths=32) == Way("single", 1)  # type: ignore[arg-type]


def test_no_effort_goes_beyond_the_plan_and_every_way_is_open_to_any_engine() -> None:
    plain = Capabilities(context=1024)
    for effort, kind, paths in product(EFFORTS, ("closed", "code", "open"), (1, 4, 32)):
        way = strategy_for("think", effort, kind, paths=paths)  # type: ignore[arg-type]
        assert 1 <= way.paths <= paths
        assert isinstance(open_strategy(way.strategy, plain), STRATEGIES[way.strategy])
