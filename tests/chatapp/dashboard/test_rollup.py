"""A day's figures are made in one piece, and again at any time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from chatapp.dashboard import rollup
from chatapp.dashboard.models import AccountDay, Figure, RolledDay

from .conftest import DAY, NOON

pytestmark = pytest.mark.django_db
LATER = DAY + timedelta(days=2)


def stored() -> list[tuple[object, ...]]:
    figures = Figure.objects.order_by("day", "name", "group", "part")
    accounts = AccountDay.objects.order_by("day", "account")
    return [
        *figures.values_list("day", "name", "group", "part", "value"),
        *accounts.values_list("day", "account", "revenue_micros", "refund_micros", "cost_micros"),
    ]


def test_made_twice_it_is_the_same(answered, subscribed):
    answered()
    subscribed()
    rollup.roll_up_day(DAY.date(), now=LATER)
    first = stored()
    assert first
    rollup.roll_up_day(DAY.date(), now=LATER + timedelta(hours=1))
    assert stored() == first


def test_interrupted_half_way_it_leaves_what_was_there_and_is_done_again(answered, monkeypatch):
    answered()
    rollup.roll_up_day(DAY.date(), now=LATER)
    before, made_at = stored(), RolledDay.objects.get().made_at
    answered()

    def dies(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(rollup, "_account_days", dies)
        with pytest.raises(KeyboardInterrupt), transaction.atomic():
            rollup.roll_up_day(DAY.date(), now=LATER + timedelta(hours=1))
    assert stored() == before
    assert RolledDay.objects.get().made_at == made_at
    rollup.roll_up_day(DAY.date(), now=LATER + timedelta(hours=1))
    assert Figure.objects.get(name="runs").value == 2


def test_what_was_begun_earlier_does_not_replace_what_was_begun_later(answered):
    answered()
    assert rollup.roll_up_day(DAY.date(), now=LATER)
    answered()
    assert not rollup.roll_up_day(DAY.date(), now=LATER - timedelta(minutes=1))
    assert Figure.objects.get(name="runs").value == 1


def test_an_account_day_is_kept_only_where_something_happened(answered, subscribed, account):
    answered(cost_micros=500)
    subscribed(DAY)
    rollup.roll_up_day(DAY.date(), now=LATER)
    day = AccountDay.objects.get()
    assert (day.account_id, day.cost_micros, day.revenue_micros) == (account.pk, 500, 20_000_000 * 12 // 365)


def test_catching_up_makes_today_and_then_the_newest_days(account):
    now = DAY + timedelta(days=5, hours=3)
    assert rollup.catch_up(limit=2, now=now) == 3
    made = [row.day.day for row in RolledDay.objects.order_by("day")]
    assert made == [13, 14, 15]
    assert rollup.catch_up(limit=5, now=now) == 0
    assert RolledDay.objects.count() == 6


def test_a_day_is_made_again_until_it_is_surely_over(account):
    rollup.catch_up(limit=9, now=DAY + timedelta(days=1, minutes=7))
    assert [day.day for day in rollup.days_to_make(now=DAY + timedelta(days=1, hours=1))] == [10, 11]
    rollup.catch_up(limit=9, now=DAY + timedelta(days=1, hours=2, minutes=7))
    assert [day.day for day in rollup.days_to_make(now=DAY + timedelta(days=1, hours=3))] == [11]


def test_without_people_there_is_nothing_to_make(db):
    assert rollup.catch_up(limit=9, now=NOON) == 0
    assert not RolledDay.objects.exists()


def test_the_command_makes_the_days_that_it_is_given(answered, capsys):
    answered()
    call_command("rollup", "--from", "2026-03-09", "--to", "2026-03-11")
    assert "3 days" in capsys.readouterr().out
    assert Figure.objects.get(name="runs").day == DAY.date()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--from", "yesterday"], "is no date"),
        (["--to", "2026-03-09"], "--to needs --from"),
        (["--from", "2026-03-09", "--to", "2026-03-01"], "is after"),
        (["--from", "2026-03-09", "--to", "2999-03-01"], "has not come yet"),
    ],
)
def test_the_command_says_what_is_wrong(db, arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("rollup", *arguments)
