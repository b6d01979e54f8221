"""Deleting a message with what follows it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from billing.models import UsageHold
from chatapp.conversations import beginning, removing, search, sharing
from chatapp.conversations.models import Conversation, Message, SearchEntry, Share
from chatapp.errors import NotFound, RequestError
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


def test_what_follows_on_every_branch_goes_and_the_rest_stays(say: Callable, owner: object) -> None:
    conversation, question, answer = say("Where do swallows go?")
    _, second, _ = say("and martins?", conversation=conversation, parent=answer)
    _, edit, edited = say("and swifts?", conversation=conversation, parent=answer)
    say("how far?", conversation=conversation, parent=edited)
    gone = removing.remove(message=edit)
    assert len(gone) == 4
    assert gone[0] == edit.pk
    assert set(conversation.messages.values_list("pk", flat=True)) > {question.pk, answer.pk, second.pk}
    assert search.search(owner, "swifts") == ([], False)
    removing.remove(message=question)
    assert not Message.objects.exists()
    assert Conversation.objects.filter(pk=conversation.pk).exists()
    assert not SearchEntry.objects.exclude(message=None).exists()


def test_an_answer_that_is_being_made_is_stopped_first_and_gives_back_its_hold(
    ask: Callable[..., Run],
) -> None:
    run = ask()
    removing.remove(message=run.answer.parent)
    assert not Run.objects.exists()
    assert UsageHold.objects.get().state == "released"


def test_an_answer_goes_without_its_question(ask: Callable[..., Run]) -> None:
    run = ask()
    removing.remove(message=run.answer)
    assert Message.objects.get().pk == run.answer.parent_id


def test_a_link_is_a_snapshot_and_stays(conversation: Conversation) -> None:
    question, answer = conversation.messages.order_by("created_at")
    sharing.share(conversation=conversation, message_id=answer.pk, with_thinking=False)
    removing.remove(message=question)
    assert Share.objects.get().snapshot["messages"][0]["text"] == "Where do the swallows go?"


def test_an_emptied_conversation_stays_for_who_asks_anew_in_it_and_as_long_as_a_link_leads_to_it(
    conversation: Conversation,
) -> None:
    long_ago = timezone.now() - 2 * beginning.UNUSED
    Conversation.objects.update(created_at=long_ago, updated_at=long_ago)
    question, answer = conversation.messages.order_by("created_at")
    link = sharing.share(conversation=conversation, message_id=answer.pk, with_thinking=False)
    removing.remove(message=question)
    assert beginning.prepare(user=conversation.user).pk != conversation.pk
    beginning.purge()
    assert Conversation.objects.filter(pk=conversation.pk).exists()
    Conversation.objects.update(updated_at=long_ago)
    beginning.purge()
    assert Conversation.objects.get().pk == conversation.pk
    link.delete()
    beginning.purge()
    assert not Conversation.objects.exists()


def test_what_has_gone_already_is_not_found(conversation: Conversation) -> None:
    message = conversation.messages.first()
    removing.remove(message=message)
    with pytest.raises(NotFound):
        removing.remove(message=message)


def test_nothing_goes_where_the_conversation_went_on_meanwhile(
    say: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    conversation, question, answer = say()

    def settle_while_somebody_asks(**_: object) -> None:
        say("and then?", conversation=conversation, parent=answer)

    monkeypatch.setattr(removing, "settle_holds", settle_while_somebody_asks)
    with pytest.raises(RequestError, match="gone on"):
        removing.remove(message=question)
    assert Message.objects.filter(pk=question.pk).exists()


def test_a_conversation_of_a_thousand_messages_in_a_row_goes_at_once(conversation: Conversation) -> None:
    parent = conversation.messages.get(role="assistant")
    made = []
    for _ in range(1_000):
        parent = Message(conversation=conversation, parent=parent, role="user")
        made.append(parent)
    Message.objects.bulk_create(made)
    assert len(removing.remove(message=conversation.messages.get(parent=None))) == 1_002
    assert not conversation.messages.exists()
