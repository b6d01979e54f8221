from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from billing.models import UsageHold
from chatapp.conversations.models import Conversation
from chatapp.retention import purging
from chatapp.runs import lease, store
from chatapp.runs.finish import finish
from chatapp.runs.models import Run, RunEvent
from reasoning.state import fold
from tests.support.said import ending, entries, opening

pytestmark = pytest.mark.django_db(transaction=True)
DAY = timedelta(days=1)


@pytest.fixture
def answered(ask: Callable[..., Run]) -> Callable[..., Run]:
    """An answer that ended, and whose conversation was last used, so many days ago."""

    def make(days: float) -> Run:
        run = lease.claim(ask(uuid.uuid4().hex).pk)
        assert run
        said = entries(*opening("Two"), *ending("Two"), attempt=run.attempt)
        finish(run=run, state=fold(said), entries=said)
        at = timezone.now() - days * DAY
        Run.objects.filter(pk=run.pk).update(finished_at=at)
        Conversation.objects.filter(pk=run.conversation_id).update(updated_at=at)
        return Run.objects.get(pk=run.pk)

    return make


def test_without_a_limit_everything_stays(answered: Callable[..., Run]) -> None:
    answered(40_000)
    assert purging.purge() == (0, 0)
    assert Conversation.objects.count() == 1


def test_exactly_what_is_too_old_goes_and_the_ledger_stays(
    answered: Callable[..., Run], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purging, "CHUNK", 2)
    settings.RETENTION_CONVERSATIONS_DAYS = 30
    kept = answered(29.99)
    for _ in range(5):
        answered(30.01)
    before = list(UsageHold.objects.order_by("pk").values())
    assert purging.purge() == (5, 0)
    assert list(Conversation.objects.values_list("pk", flat=True)) == [kept.conversation_id]
    assert list(UsageHold.objects.order_by("pk").values()) == before
    assert purging.purge() == (0, 0)


def test_one_that_is_being_answered_stays(ask: Callable[..., Run], settings: Any) -> None:
    settings.RETENTION_CONVERSATIONS_DAYS = 1
    run = ask()
    Conversation.objects.filter(pk=run.conversation_id).update(updated_at=timezone.now() - 9 * DAY)
    assert purging.purge() == (0, 0)


def test_when_its_time_is_over_the_next_night_goes_on(answered: Callable[..., Run], settings: Any) -> None:
    settings.RETENTION_CONVERSATIONS_DAYS = 1
    answered(2)
    assert purging.purge(seconds=0) == (0, 0)
    assert purging.purge() == (1, 0)


def test_a_thought_goes_and_its_answer_stays(answered: Callable[..., Run], settings: Any) -> None:
    settings.RETENTION_RUN_EVENTS_DAYS = 30
    old, new = answered(31), answered(29)
    there = RunEvent.objects.filter(run=new).count()
    assert purging.purge() == (0, 1)
    assert RunEvent.objects.filter(run=old).count() == 1
    assert RunEvent.objects.filter(run=new).count() == there
    state = store.load_state(Run.objects.get(pk=old.pk))
    assert (state.status, state.answer) == ("answered", "Two")
    assert purging.purge() == (0, 0)
