from __future__ import annotations

import math

import pytest

from reasoning.state import Path, Step
from reasoning.strategies.puct import Node, likely

from .trees import finished, running

DEEP = 16


def tree(*paths: tuple[Path, float]) -> Node:
    root = Node()
    for path, value in paths:
        root.add(path, value, None)
    return root


def says(number: int, *texts: str, logprob: float | None = -2.0) -> Path:
    return finished(Path(number, steps=tuple(Step(text, 20, logprob) for text in texts)), "4")


def place(node: Node) -> tuple[int, int]:
    return node.path, node.depth


def test_the_first_path_begins_at_the_beginning() -> None:
    assert Node().choose(DEEP).depth == 0


def test_steps_that_read_the_same_are_one_node() -> None:
    root = tree((says(0, "a", "b"), 1.0), (says(1, " A ", "c"), 0.0))
    (first,) = root.below.values()
    assert (first.visits, first.value, first.path, len(first.below)) == (2, 1.0, 0, 2)


def test_the_value_of_a_node_is_the_mean_of_the_paths_through_it() -> None:
    root = tree((says(0, "a", "b"), 1.0), (says(1, "a", "c"), 0.5), (says(2, "d"), 0.0))
    assert root.mean == pytest.approx(0.5)
    assert root.below["a"].mean == pytest.approx(0.75)


def test_what_has_led_far_is_followed() -> None:
    good = [(says(n, "a", "b", str(n)), 1.0) for n in range(6)]
    bad = [(says(n, "c", "d", str(n)), 0.0) for n in range(6, 12)]
    assert place(tree(*good, *bad).choose(DEEP)) == (0, 1)


def test_a_node_with_many_steps_below_is_not_made_wider_but_followed() -> None:
    wide = [(says(n, "a", f"b {n % 4}", str(n)), 1.0 if n % 4 == 0 else 0.2) for n in range(16)]
    assert place(tree(*wide).below["a"].choose(DEEP)) == (0, 2)


def test_what_has_hardly_been_tried_is_tried_before_what_is_a_little_better() -> None:
    often = [(says(n, "a", str(n)), 0.6) for n in range(20)]
    once = (says(20, "c", "d"), 0.5)
    assert tree(*often, once).choose(DEEP).path == 20


def test_simulations_side_by_side_keep_apart() -> None:
    root = tree(*((says(n, f"first {n}", f"second {n}"), 0.5) for n in range(4)))
    places = [place(root.choose(DEEP)) for _ in range(5)]
    assert len(set(places)) >= 4


def test_a_path_that_is_being_written_counts_as_a_visit_without_a_value() -> None:
    good, other = says(0, "a", "b"), says(1, "c", "d")
    after = [running_through(n, "a") for n in (2, 3)]
    assert tree((good, 0.6), (other, 0.5)).below["a"].mean == pytest.approx(0.6)
    assert tree((good, 0.6), (other, 0.5), *((p, 0.0) for p in after)).below["a"].mean == pytest.approx(0.2)


def running_through(number: int, text: str) -> Path:
    return Path(number, parent=0, shared=1, steps=(Step(text, 20, -2.0),))


def test_a_branch_that_has_yet_to_write_a_step_is_counted_where_it_begins() -> None:
    root = tree((says(0, "a", "b"), 0.5), (running(7), 0.0))
    assert root.begun == 1


def test_a_likelier_step_is_followed_first() -> None:
    likelier = says(0, "a", "b", logprob=-0.2)
    less = says(1, "c", "d", logprob=-40.0)
    paths = ((likelier, 0.5), (less, 0.5), (says(2, "e", "f", logprob=-40.0), 0.5))
    assert place(tree(*paths).choose(DEEP)) == (0, 1)


def test_the_end_of_a_path_is_no_place_to_go_on_from() -> None:
    assert tree((says(0, "a"), 1.0), (says(1, "a"), 1.0)).choose(DEEP).depth == 0


def test_nothing_goes_on_from_a_wrong_step() -> None:
    root = Node()
    for number in range(4):
        root.add(says(number, "a", "slip", "c"), 1.0, 1)
    assert all(root.choose(DEEP).depth <= 1 for _ in range(20))


def test_it_goes_no_deeper_than_told() -> None:
    good = [(says(n, "a", "b", "c", "d", str(n)), 1.0) for n in range(8)]
    bad = [(says(n, "x", "y"), 0.0) for n in range(8, 16)]
    depths = [tree(*good, *bad).choose(deepest).depth for deepest in (0, 1, 2, 3)]
    assert depths == sorted(depths)
    assert all(depth <= deepest for depth, deepest in zip(depths, (0, 1, 2, 3), strict=True))


def test_the_prior_is_the_mean_probability_of_a_token() -> None:
    assert likely(Step("x", 10, -1.0)) == pytest.approx(math.exp(-0.1))
    assert likely(Step("x", 10, None)) == 0.5
    assert likely(Step("x", 10, -9999.0)) == 0.01
