"""The operator's ceiling for a day's cost."""

from __future__ import annotations

import pytest

from billing import quota, spend
from billing.models import Alert

from .conftest import START, after

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ceiling(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten US dollars a day, and nothing known of the day yet."""
    settings.SPEND_CEILING_USD = 10
    monkeypatch.setattr(spend, "_known", {})


@pytest.fixture
def cost(reserve):
    def cost(key: str, dollars: float, now=START) -> None:
        hold = reserve(key, now=now)
        assert quota.commit(hold=hold, tokens=1, cost_micros=int(dollars * 1_000_000), now=now)

    return cost


def test_at_the_ceiling_answers_wait_for_midnight(cost, reserve) -> None:
    cost("a", 9.99)
    cost("b", 0.01, after(seconds=10))
    with pytest.raises(quota.Refused) as refusal:
        reserve("c", now=after(seconds=20))
    assert (refusal.value.code, refusal.value.reset_at) == ("spend_ceiling", after(hours=12))
    assert reserve("c", now=after(hours=12)).state == "held"


def test_an_answer_that_is_being_made_is_settled_beyond_the_ceiling(cost, reserve) -> None:
    running = reserve("a")
    cost("b", 11)
    assert quota.commit(hold=running, tokens=1, cost_micros=5, now=after(seconds=9))


def test_a_repeated_request_is_answered_at_the_ceiling_too(cost, reserve) -> None:
    cost("a", 11)
    assert reserve("a", now=after(seconds=20)).state == "committed"


def test_the_days_sum_is_looked_up_every_few_seconds_only(
    cost, reserve, django_assert_num_queries, monkeypatch
) -> None:
    asked = []
    look = spend.spent_on_day
    monkeypatch.setattr(spend, "spent_on_day", lambda now: asked.append(now) or look(now))
    for second in range(6):
        cost(str(second), 0.01, after(seconds=second))
    assert asked == [START, after(seconds=5)]


def test_staff_are_told_at_80_percent_and_at_the_end_once_each(cost) -> None:
    for key, dollars in (("a", 7.9), ("b", 0.1), ("c", 2)):
        cost(key, dollars)
        spend.watch_ceiling(now=START)
        spend.watch_ceiling(now=START)
    assert [alert.message[:5].strip() for alert in Alert.objects.order_by("pk")] == ["80 %", "100 %"]


def test_without_a_ceiling_nothing_is_refused_or_told(cost, reserve, settings) -> None:
    settings.SPEND_CEILING_USD = 0
    cost("a", 1_000_000)
    spend.watch_ceiling(now=START)
    assert reserve("b", now=after(seconds=20)).state == "held"
    assert not Alert.objects.exists()
