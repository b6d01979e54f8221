"""Intervals hold their share and narrow with trials."""

import pytest

from reasoning.seedling.evaluation.intervals import Share, share


def test_an_interval_is_wilsons() -> None:
    low, high = Share(90, 100).interval
    assert low == pytest.approx(0.826, abs=0.001)
    assert high == pytest.approx(0.945, abs=0.001)


def test_an_interval_stays_within_one_and_is_defined_without_trials() -> None:
    assert Share(20, 20).interval[1] == pytest.approx(1.0)
    assert Share(0, 0).value == 0.0


def test_a_share_is_printed_with_its_interval() -> None:
    assert str(share([True, False])) == "0.500 [0.095, 0.905]"


def test_an_interval_holds_its_share_and_stays_between_nought_and_one_to_the_last_bit() -> None:
    for trials in range(1, 200):
        for right in (0, trials // 2, trials):
            low, high = Share(right, trials).interval
            assert 0 <= low <= Share(right, trials).value <= high <= 1
    assert str(Share(0, 31)) == "0.000 [0.000, 0.110]"
