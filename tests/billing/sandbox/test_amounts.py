"""Periods, prorations and discounts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from billing.sandbox.amounts import discounted, months_after, period_end, prorated


def at(*day: int) -> int:
    return int(datetime(*day, tzinfo=UTC).timestamp())


def test_a_short_month_ends_a_period_early_and_the_31st_comes_back() -> None:
    anchor = at(2027, 1, 31, 12)
    february = period_end(anchor, anchor, "month")
    assert february == at(2027, 2, 28, 12)
    assert period_end(anchor, february, "month") == at(2027, 3, 31, 12)


def test_a_year_is_twelve_months() -> None:
    assert period_end(at(2028, 2, 29), at(2028, 2, 29), "year") == at(2029, 2, 28)
    assert months_after(at(2026, 11, 23), 2) == at(2027, 1, 23)


@given(st.integers(0, 100_000), st.integers(0, 1000), st.integers(0, 1000))
def test_an_unused_rest_never_exceeds_the_price(cents: int, length: int, passed: int) -> None:
    rest = prorated(cents, 0, length + 1, passed)
    assert 0 <= rest <= cents
    assert prorated(cents, 0, length + 1, 0) == cents


@pytest.mark.parametrize(
    ("coupon", "off"),
    [
        ({"percent_off": 25, "amount_off": None}, 500),
        ({"percent_off": None, "amount_off": 300}, 300),
        ({"percent_off": None, "amount_off": 9_000}, 2_000),
    ],
)
def test_a_coupon_takes_its_part_and_never_more_than_all(coupon: dict, off: int) -> None:
    assert discounted(2_000, coupon) == off
    assert discounted(-5, coupon) == 0
