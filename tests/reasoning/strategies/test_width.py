from __future__ import annotations

from reasoning.strategies.width import MIN_PATH_TOKENS, path_room, width
from reasoning.types import Budget


def test_few_tokens_mean_fewer_paths_but_at_least_one() -> None:
    assert [width(Budget(tokens, 8, 5, 20)) for tokens in (100_000, 1024, 300, 10)] == [8, 4, 1, 1]


def test_a_model_that_thinks_long_gets_fewer_paths_with_room_to_be_asked() -> None:
    pro = Budget(tokens=100_000, paths=32, steps=5, seconds=120)
    assert [width(pro, tokens) for tokens in (60, 2500, 8000, 90_000)] == [32, 30, 9, 1]


def test_a_model_with_short_paths_gets_no_more_than_the_plan_has() -> None:
    assert width(Budget(tokens=6000, paths=4, steps=5, seconds=20), 10) == 4


def test_what_is_too_slow_for_the_deadline_gets_fewer_paths_but_at_least_one() -> None:
    plus = Budget(tokens=25_000, paths=8, steps=5, seconds=20)
    # Three quarters of 20 s are for the paths.
    assert [width(plus, 500, rate) for rate in (0.0, 1000.0, 200.0, 100.0, 1.0)] == [8, 8, 6, 3, 1]


def test_a_model_that_nobody_has_measured_gets_what_the_shortest_path_needs() -> None:
    assert path_room() == MIN_PATH_TOKENS
    assert path_room(1) == 1
