from __future__ import annotations

import pytest

from workers.bench.calibration import bins, calibration_error
from workers.bench.outcome import Outcome


def said(confidence: float | None, right: bool) -> Outcome:
    return Outcome(right, 1, 1.0, "agreed", confidence, early=False)


def test_each_answer_is_in_one_bin_and_the_silent_ones_are_in_none() -> None:
    found = bins([said(c, True) for c in (0.0, 0.4, 0.59, 0.99, 1.0, None)])
    assert [(each.low, each.high, each.measured.trials) for each in found] == [
        (0.0, 0.4, 1),
        (0.4, 0.6, 2),
        (0.99, 1.0, 2),
    ]


def test_the_error_is_how_far_what_was_said_is_from_what_came() -> None:
    sure = [said(1.0, True)] * 3 + [said(1.0, False)]  # said 1, was 0.75
    torn = [said(0.5, True), said(0.5, False)]  # said and was 0.5
    assert calibration_error(bins(sure + torn)) == pytest.approx((4 * 0.25 + 2 * 0.0) / 6)
    assert calibration_error(bins([said(None, True)])) == 0.0
