from __future__ import annotations

import pytest

from workers.bench.paired import Difference, difference


def test_only_problems_on_which_the_two_differ_count() -> None:
    found = difference([True, True, False, True], [True, False, False, False])
    assert (found.better, found.worse, found.count, found.points) == (2, 0, 4, 50.0)


def test_the_interval_is_that_of_paired_proportions() -> None:
    # (7 - 3) / 202, and 1.96 times the root of 11 - 16 / 202, over 202.
    low, high = Difference(7, 3, 200).interval
    assert low == pytest.approx(100 * (4 - 1.96 * (11 - 16 / 202) ** 0.5) / 202)
    assert high == pytest.approx(100 * (4 + 1.96 * (11 - 16 / 202) ** 0.5) / 202)


def test_it_has_a_width_where_nothing_differs_and_stays_within_what_is_possible() -> None:
    assert Difference(0, 0, 98).interval == pytest.approx((-1.96, 1.96))
    assert Difference(2, 0, 2).interval[1] == 100.0


def test_nothing_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="nothing to compare"):
        difference([], [])
    with pytest.raises(ValueError, match="argument"):
        difference([True], [True, False])
