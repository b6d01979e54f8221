"""What an account used, as figures and as a file."""

from __future__ import annotations

import csv
import io

import pytest

from billing import quota, usage
from billing.usage import Used

from .conftest import START, after

pytestmark = pytest.mark.django_db


@pytest.fixture
def week(spend, reserve, teammate) -> None:
    """Two fast answers and a thinking one, one of a teammate's, one that failed; another a week later."""
    spend(START)
    spend(after(hours=1))
    spend(after(hours=2), "think")
    spend(after(hours=3), "fast", teammate)
    quota.release(hold=reserve("failed"), reason="engine failed", now=after(seconds=5))
    spend(after(days=7))


def test_a_period_is_summed_by_meter_and_ends_before_its_end(account, owner, week) -> None:
    period = {"since": START, "until": after(days=7)}
    fast, think = usage.used_in(account, **period)
    assert fast == Used("fast", units=3, tokens=30, cost_micros=60, overages=0)
    assert think == Used("think", units=1, tokens=10, cost_micros=20, overages=0)
    assert usage.used_in(account, **period, user_id=owner)[0].units == 2
    assert usage.used_in(account, since=after(days=8), until=after(days=9)) == []


def rows(*arguments, **more) -> list[dict[str, str]]:
    text = "".join(usage.export_csv(*arguments, since=START, until=after(days=7), **more))
    return list(csv.DictReader(io.StringIO(text)))


def test_the_file_has_every_line_of_the_ledger_and_no_money_unless_asked(account, week) -> None:
    lines = rows(account)
    assert [line["state"] for line in lines].count("committed") == 4
    assert [line["reason"] for line in lines if line["state"] == "released"] == ["engine failed"]
    assert "cost_micros" not in lines[0]
    assert {line["cost_micros"] for line in rows(account, costs=True)} == {"0", "20"}


def test_a_persons_file_has_their_own_lines_only(account, teammate, week) -> None:
    assert {line["person"] for line in rows(account, user_id=teammate)} == {str(teammate)}


def test_a_warning_is_due_from_80_percent_on(account, owner, spend) -> None:
    def low() -> bool:
        return quota.allowance(account=account, user_id=owner, now=START).fast.low

    for _ in range(63):
        spend(START)
    assert not low()
    spend(START)
    assert low()
