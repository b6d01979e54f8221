"""Conversations before their first question, and temporary ones to their end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from billing.models import UsageHold
from chatapp.accounts.models import User
from chatapp.conversations import beginning, forking, projects, search, selectors, sharing
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import RequestError
from chatapp.runs import log
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def temporary(owner: User, ask: Callable[..., Run]) -> Conversation:
    """A temporary chat with a question."""
    row = beginning.prepare(user=owner, temporary=True)
    return ask("A secret about swallows", conversation_id=row.pk).conversation


def later(by: timedelta) -> None:
    """Let time have passed for every conversation."""
    for row in Conversation.objects.all():
        Conversation.objects.filter(pk=row.pk).update(
            created_at=row.created_at - by,
            updated_at=row.updated_at - by,
            purge_at=row.purge_at - by if row.purge_at else None,
        )


def test_what_was_prepared_for_a_project_is_used_again_and_shown_once_it_is_begun(
    owner: User, ask: Callable[..., Run]
) -> None:
    project = projects.create(user=owner, name="Birds")
    first = beginning.prepare(user=owner, project=project)
    assert beginning.prepare(user=owner, project=project) == first
    assert selectors.recent(owner, project=project).rows == []
    ask("Where do the swallows go?", conversation_id=first.pk)
    [listed] = selectors.recent(owner, project=project).rows
    assert (listed, listed.title) == (first, "Where do the swallows go?")
    assert beginning.prepare(user=owner, project=project) != first


def test_what_was_prepared_and_never_used_goes_after_two_days(
    owner: User, conversation: Conversation
) -> None:
    beginning.prepare(user=owner)
    later(timedelta(days=1))
    assert beginning.purge() == 0
    later(timedelta(days=2))
    assert beginning.purge() == 1
    assert Conversation.objects.get() == conversation


def test_a_temporary_chat_is_in_no_list_and_is_not_found(owner: User, temporary: Conversation) -> None:
    assert selectors.recent(owner).rows == []
    assert selectors.recent(owner, view="archived").rows == []
    assert search.search(owner, "swallows") == ([], False)
    search.rebuild()
    assert search.search(owner, "swallows") == ([], False)
    assert selectors.get_conversation(owner, temporary.pk) == temporary


def test_a_temporary_chat_is_neither_shared_nor_forked(temporary: Conversation) -> None:
    message = temporary.messages.first()
    with pytest.raises(RequestError, match="outlive"):
        sharing.share(conversation=temporary, message_id=message.pk, with_thinking=False)
    with pytest.raises(RequestError, match="stay"):
        forking.fork(conversation=temporary, message_id=message.pk)


def test_its_text_is_gone_within_a_day_and_what_it_held_is_given_back(temporary: Conversation) -> None:
    assert beginning.purge() == 0
    later(timedelta(hours=23, minutes=1))
    assert beginning.purge() == 1
    assert not Conversation.objects.exists()
    assert not Message.objects.exists()
    assert not Run.objects.exists()
    assert UsageHold.objects.get().state == "released"


def test_a_closed_one_is_gone_two_minutes_later_unless_it_is_opened_again(temporary: Conversation) -> None:
    beginning.close(conversation=temporary)
    beginning.reopen(conversation=temporary)
    later(timedelta(minutes=3))
    assert beginning.purge() == 0
    beginning.close(conversation=temporary)
    later(timedelta(minutes=3))
    assert beginning.purge() == 1


def test_opening_it_again_and_again_does_not_make_it_live_longer(temporary: Conversation) -> None:
    later(timedelta(hours=22, minutes=50))
    temporary.refresh_from_db()
    beginning.reopen(conversation=temporary)
    temporary.refresh_from_db()
    assert temporary.purge_at <= timezone.now() + timedelta(minutes=10)


def test_closing_any_other_conversation_does_nothing(conversation: Conversation) -> None:
    beginning.close(conversation=conversation)
    conversation.refresh_from_db()
    assert conversation.purge_at is None


def test_the_live_log_forgets_it_too(temporary: Conversation, valkey: object) -> None:
    key = log.stream_key(temporary.runs.get().pk)
    valkey.set(key, "text")
    beginning.close(conversation=temporary)
    later(timedelta(minutes=3))
    beginning.purge()
    assert not valkey.exists(key)
