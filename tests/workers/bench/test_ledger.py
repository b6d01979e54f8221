"""The page of `make bench-ledger`."""

from __future__ import annotations

from workers.bench_ledger.page import Sized, aims, text
from workers.bench_ledger.rates import Rate


def rate(per_second: int, slowest: float = 0.002) -> Rate:
    return Rate([0.001] * (per_second - 2) + [slowest] * 2, wall=1.0)


def test_aims_are_met_or_missed_by_ratios() -> None:
    small = Sized(10, bare=rate(200), twice=rate(100), ledger=rate(90))
    large = Sized(1_000, bare=rate(200), twice=rate(100), ledger=rate(80, slowest=0.02))
    assert [met for *_, met in aims([small, large], rate(150))] == [True, False, False, True, False]
    assert [met for *_, met in aims([small, small], rate(250))] == [True, False, True, True, True]


def test_the_page_has_a_row_for_each_size_and_operation() -> None:
    size = Sized(10, bare=rate(200), twice=rate(100), ledger=rate(100))
    page = text([size], rate(250), head="# Head\n")
    assert "two writes to one | at least 0.5 | 0.50; without a rule 0.50 | met |" in page
    assert "| 10 | reserve and commit | 100 |" in page
    assert "missed" not in page
