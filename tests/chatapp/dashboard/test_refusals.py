"""What was refused is counted, and counting is in nobody's way."""

from __future__ import annotations

import pytest
from django.db import DatabaseError

from chatapp.dashboard import refusals
from chatapp.dashboard.models import RefusalCount
from tests.support.at_once import at_once


def test_the_same_refusal_is_one_row(db):
    for _ in range(3):
        refusals.count_refusal(plan="free", meter="fast", reason="no_allowance")
    refusals.count_refusal(plan="plus", meter="fast", reason="no_allowance")
    assert sorted(RefusalCount.objects.values_list("plan", "number")) == [("free", 3), ("plus", 1)]


def test_a_busy_database_loses_a_count_and_nothing_else(monkeypatch):
    def busy(*_: object) -> None:
        raise DatabaseError("locked")

    monkeypatch.setattr(refusals, "_count", busy)
    refusals.count_refusal(plan="free", meter="fast", reason="no_allowance")


@pytest.mark.django_db(transaction=True)
def test_many_at_once_are_all_counted():
    at_once(8, lambda _: refusals.count_refusal(plan="free", meter="fast", reason="no_allowance"))
    assert RefusalCount.objects.get().number == 8
