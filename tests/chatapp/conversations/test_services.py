"""Writes: adding to the tree, renaming, deleting."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest

from billing.models import UsageHold
from chatapp.conversations import services
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import BadText, NotFound
from chatapp.runs.lease import claim
from chatapp.runs.models import EngineCall, Run, RunEvent
from chatapp.runs.store import add_entries
from reasoning.events import BudgetUsed, Entry

pytestmark = pytest.mark.django_db


def test_a_first_question_makes_a_conversation_with_its_title_and_an_empty_answer(say: Callable) -> None:
    conversation, question, answer = say("Where do the swallows go?\nIn winter.")
    assert conversation.title == "Where do the swallows go?"
    assert (question.role, question.text, question.parent) == (
        "user",
        "Where do the swallows go?\nIn winter.",
        None,
    )
    assert (answer.role, answer.text, answer.parent) == ("assistant", "", question)


def test_a_further_question_hangs_on_its_parent_and_brings_the_conversation_up(say: Callable) -> None:
    conversation, _, answer = say()
    before = conversation.updated_at
    again, question, _ = say("and then?", conversation=conversation, parent=answer)
    assert again == conversation
    assert question.parent == answer
    conversation.refresh_from_db()
    assert conversation.updated_at > before


def test_a_parent_from_another_conversation_is_not_found(say: Callable) -> None:
    conversation, _, _ = say("one")
    _, _, elsewhere = say("two")
    with pytest.raises(NotFound):
        say("three", conversation=conversation, parent=elsewhere)


def test_a_parent_without_its_conversation_is_not_found(say: Callable) -> None:
    _, _, answer = say("one")
    with pytest.raises(NotFound):
        say("two", parent=answer)
    assert Conversation.objects.count() == 1


def test_an_unknown_parent_is_not_found_and_nothing_is_added(say: Callable) -> None:
    conversation, _, _ = say("one")
    with pytest.raises(NotFound):
        say("two", conversation=conversation, parent=Message(pk=uuid.uuid4()))
    assert Message.objects.count() == 2


def test_a_new_title_is_one_line_of_at_most_200_characters(conversation: Conversation) -> None:
    services.rename(conversation=conversation, title="  Swallows\n\tand \x00martins ")
    conversation.refresh_from_db()
    assert conversation.title == "Swallows and martins"
    services.rename(conversation=conversation, title="x" * 500)
    conversation.refresh_from_db()
    assert conversation.title == "x" * 200


def test_a_title_with_half_an_emoji_is_stored_without_it(conversation: Conversation) -> None:
    services.rename(conversation=conversation, title="Swallows \ud83d")
    conversation.refresh_from_db()
    assert conversation.title == "Swallows"


@pytest.mark.parametrize("title", ["", "   ", "\x00\x07", "\n"])
def test_an_empty_title_is_refused_and_the_old_one_stays(conversation: Conversation, title: str) -> None:
    with pytest.raises(BadText):
        services.rename(conversation=conversation, title=title)
    conversation.refresh_from_db()
    assert conversation.title == "Where do the swallows go?"


def test_deleting_a_conversation_gives_back_what_its_waiting_answer_held(ask: Callable[..., Run]) -> None:
    run = ask()
    services.delete(conversation=run.conversation)
    assert not Run.objects.exists()
    assert not Message.objects.exists()
    hold = UsageHold.objects.get()
    assert hold.state == "released"


@pytest.mark.django_db(transaction=True)
def test_deleting_under_a_worker_gives_back_the_hold_and_tells_the_worker(
    ask: Callable[..., Run], valkey: object
) -> None:
    run = claim(ask().pk)
    with valkey.pubsub(ignore_subscribe_messages=True) as told:
        told.subscribe("runs:cancel")
        told.get_message(timeout=1)
        services.delete(conversation=run.conversation)
        heard = None
        while heard is None:
            heard = told.get_message(timeout=5)
    assert heard["data"] == str(run.pk)
    assert UsageHold.objects.get().state == "released"


def test_what_an_answer_has_cost_outlives_its_conversation(ask: Callable[..., Run]) -> None:
    run = claim(ask().pk)
    used = BudgetUsed(0, "sample", None, prompt=3, cached=0, generated=2, cost_micros=7, seconds=0.1)
    add_entries(run=run, entries=[Entry(1, 1, used)])
    services.delete(conversation=run.conversation)
    assert not RunEvent.objects.exists()
    assert EngineCall.objects.get().cost_micros == 7
