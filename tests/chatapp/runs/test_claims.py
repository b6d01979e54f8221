"""Each claim of a run is kept with its worker, in the order of the attempts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from chatapp.runs import claims, lease
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


def test_each_attempt_has_a_line(
    claimed: Run, expire: Callable[[Run], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    expire(claimed)
    monkeypatch.setattr(claims, "worker", lambda: "other-1")
    again = lease.claim(claimed.pk, now=datetime(2100, 1, 1, 12, tzinfo=UTC))
    assert again is not None
    first, second = claims.read(again.claims)
    assert (first.attempt, second.attempt) == (1, 2)
    assert first.worker != "other-1"
    assert (second.worker, second.at) == ("other-1", datetime(2100, 1, 1, 12, tzinfo=UTC))


def test_a_claim_that_finds_nothing_leaves_nothing(claimed: Run) -> None:
    assert lease.claim(claimed.pk) is None
    claimed.refresh_from_db()
    assert len(claims.read(claimed.claims)) == 1


def test_a_process_keeps_its_name_and_tells_nothing_of_its_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    assert claims.worker() == claims.worker()
    mine = claims.worker()
    monkeypatch.setattr("os.getpid", lambda: -1)
    assert claims.worker() != mine
    assert claims.worker()[:5] == mine[:5]


def test_what_is_no_claim_is_left_out() -> None:
    assert claims.read("") == claims.read("1 a\nx b 3\n\n1 b c\n") == []
