"""Titles by a model: when one is asked for, and what it may replace."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from chatapp.conversations import services, titles
from chatapp.conversations.models import Conversation
from chatapp.runs import lease, pages, roster
from chatapp.runs.finish import finish
from chatapp.runs.models import EngineCall, Run
from reasoning.events import Failed
from reasoning.state import fold
from reasoning.types import Usage
from tests.support.said import entries
from tests.support.thought import Told, thought

pytestmark = pytest.mark.django_db
GOOD = Told((("1. a step\n", ""),), "90", "passed")
QUESTION = "What is 23*4 - 2?"


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The tasks that were sent, with a model that can name conversations."""
    found: list[Any] = []
    monkeypatch.setattr(roster, "can_title", lambda: True)
    monkeypatch.setattr(titles.app, "send_task", lambda name, args, **_: found.append((name, *args)))
    return found


@pytest.fixture
def answer(
    ask: Callable[..., Run], django_capture_on_commit_callbacks: Callable[..., Any]
) -> Callable[..., Run]:
    def answer(text: str = QUESTION, *, failed: bool = False, **more: Any) -> Run:
        run = lease.claim(ask(text, mode="think", **more).pk)
        said = entries(Failed("engine", "Sorry.")) if failed else entries(*thought(GOOD))
        with django_capture_on_commit_callbacks(execute=True):
            finish(run=run, state=fold(said), entries=said)
        return Run.objects.select_related("answer", "conversation").get(pk=run.pk)

    return answer


def named(conversation: Conversation) -> str:
    return Conversation.objects.get(pk=conversation.pk).title


def test_the_first_answer_asks_for_a_title_and_the_second_does_not(
    answer: Callable[..., Run], sent: list[Any]
) -> None:
    run = answer()
    assert sent == [("workers.title", str(run.conversation_id))]
    answer("And 3 more?", conversation_id=run.conversation_id, parent_id=run.answer_id)
    assert len(sent) == 1


def test_nothing_is_asked_where_nothing_could_name_it(
    answer: Callable[..., Run], sent: list[Any], settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(failed=True)
    settings.TITLES = "rule"
    answer()
    settings.TITLES = "model"
    monkeypatch.setattr(roster, "can_title", lambda: False)
    answer()
    assert sent == []


def test_the_demo_model_names_nothing() -> None:
    assert not roster.can_title()
    assert roster.titling() is None


def test_a_title_replaces_the_rules_one_and_can_be_found(
    answer: Callable[..., Run], sent: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = answer()
    assert titles.question(run.conversation_id) == QUESTION
    assert titles.retitle(conversation_id=run.conversation_id, asked=QUESTION, title="Small sums")
    assert named(run.conversation) == "Small sums"
    assert titles.question(run.conversation_id) == ""


def test_a_name_that_a_person_has_typed_stays(answer: Callable[..., Run], sent: list[Any]) -> None:
    run = answer()
    services.rename(conversation=run.conversation, title="Mine")
    assert titles.question(run.conversation_id) == ""
    assert not titles.retitle(conversation_id=run.conversation_id, asked=QUESTION, title="Small sums")
    assert named(run.conversation) == "Mine"


def test_a_temporary_chat_and_one_that_is_gone_have_no_question_for_a_model(
    answer: Callable[..., Run], sent: list[Any]
) -> None:
    run = answer()
    Conversation.objects.filter(pk=run.conversation_id).update(temporary=True, purge_at=timezone.now())
    assert titles.question(run.conversation_id) == ""
    services.delete(conversation=run.conversation)
    assert titles.question(run.conversation_id) == ""
    assert not titles.retitle(conversation_id=run.conversation_id, asked=QUESTION, title="Small sums")


def test_open_pages_hear_of_it(
    answer: Callable[..., Run],
    sent: list[Any],
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    told: list[Any] = []
    run = answer()
    monkeypatch.setattr(pages, "tell", lambda user, frame: told.append((user, frame["type"])))
    with django_capture_on_commit_callbacks(execute=True):
        titles.retitle(conversation_id=run.conversation_id, asked=QUESTION, title="Small sums")
    assert told == [(run.user_id, "changed")]


def test_what_it_costs_is_charged_to_nobody() -> None:
    titles.account(model="m", usage=Usage(50, 0, 6), cost_micros=9)
    call = EngineCall.objects.get()
    assert (call.run, call.purpose, call.chargeable, call.cost_micros) == (None, "title", False, 9)
