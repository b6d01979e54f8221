"""Which days an address asks for."""

from __future__ import annotations

from datetime import date

import pytest

from chatapp.dashboard.period import BadPeriod, period_of

TODAY = date(2026, 3, 10)


def test_without_a_wish_it_is_the_last_thirty_days():
    period = period_of({}, TODAY)
    assert (period.first, period.last, period.preset) == (date(2026, 2, 9), TODAY, 30)
    assert len(period.days) == 30


def test_two_dates_are_both_shown_and_the_future_is_left_out():
    period = period_of({"from": "2026-03-01", "to": "2026-09-01"}, TODAY)
    assert (period.days[0], period.days[-1]) == (date(2026, 3, 1), TODAY)
    assert period.query == "from=2026-03-01&to=2026-03-10"


@pytest.mark.parametrize(
    "asked",
    [
        {"days": "31"},
        {"days": "-7"},
        {"from": "soon"},
        {"to": "2026-03-01"},
        {"from": "2026-03-05", "to": "2026-03-01"},
        {"from": "2027-01-01"},
        {"from": "2020-01-01"},
        {"from": "0001-01-01", "to": "9999-12-31"},
    ],
)
def test_what_cannot_be_shown_is_refused_in_words(asked):
    with pytest.raises(BadPeriod) as refused:
        period_of(asked, TODAY)
    assert str(refused.value)
