"""Reads: what a person finds, and what nobody else does."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.conversations import selectors
from chatapp.conversations.models import Conversation
from chatapp.errors import NotFound
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


def test_a_conversation_is_found_by_its_owner(owner: User, conversation: Conversation) -> None:
    assert selectors.get_conversation(owner, conversation.pk) == conversation


def test_another_persons_conversation_looks_exactly_like_one_that_does_not_exist(
    stranger: User, conversation: Conversation
) -> None:
    with pytest.raises(NotFound) as theirs:
        selectors.get_conversation(stranger, conversation.pk)
    with pytest.raises(NotFound) as nobodys:
        selectors.get_conversation(stranger, uuid.uuid4())
    assert (theirs.value.code, theirs.value.message) == (nobodys.value.code, nobodys.value.message)


def test_the_history_has_only_the_persons_own_conversations(
    owner: User, stranger: User, conversation: Conversation
) -> None:
    assert selectors.recent(owner).rows == [conversation]
    assert selectors.recent(stranger).rows == []


def test_the_history_is_read_page_by_page_newest_first(owner: User, say: Callable) -> None:
    now = timezone.now()
    made = [say(str(number))[0] for number in range(5)]
    for age, row in enumerate(made):
        Conversation.objects.filter(pk=row.pk).update(updated_at=now - timedelta(minutes=age))

    pages = read_all(owner)
    assert pages == [made[:2], made[2:4], made[4:]]


def test_conversations_of_one_moment_as_a_file_brings_them_are_all_read(owner: User, say: Callable) -> None:
    made = {say(str(number))[0] for number in range(5)}
    Conversation.objects.update(updated_at=timezone.now())
    pages = read_all(owner)
    assert [len(page) for page in pages] == [2, 2, 1]
    assert {row for page in pages for row in page} == made


def read_all(owner: User) -> list[list[Conversation]]:
    """The history in pages of two."""
    pages = [selectors.recent(owner, limit=2)]
    while pages[-1].after:
        pages.append(selectors.recent(owner, after=pages[-1].after, limit=2))
    return [page.rows for page in pages]


@pytest.mark.parametrize(
    ("status", "running"), [("queued", True), ("running", True), ("succeeded", False), ("failed", False)]
)
def test_a_conversation_runs_while_one_of_its_answers_is_being_made(
    owner: User, conversation: Conversation, status: str, running: bool
) -> None:
    Run.objects.create(user=owner, conversation=conversation, client_id="12345678", status=status)
    assert selectors.get_conversation(owner, conversation.pk).running is running


def test_messages_come_with_their_runs_and_what_was_said_of_them_in_two_queries(
    say: Callable, owner: User, django_assert_num_queries: Callable
) -> None:
    conversation, _, answer = say()
    Run.objects.create(user=owner, conversation=conversation, answer=answer, client_id="12345678")
    for number in range(3):
        answer = say(str(number), conversation=conversation, parent=answer)[2]
    with django_assert_num_queries(2):
        rows = selectors.messages(conversation)
        assert [hasattr(row, "run") for row in rows] == [False, True] + 6 * [False]


def test_a_branch_is_the_way_from_the_root_to_the_leaf_without_its_siblings(say: Callable) -> None:
    conversation, question, answer = say("root")
    left = say("left", conversation=conversation, parent=answer)
    right = say("right", conversation=conversation, parent=answer)
    assert selectors.branch(conversation, left[2]) == [question, answer, left[1], left[2]]
    assert selectors.branch(conversation, right[1]) == [question, answer, right[1]]
    assert selectors.branch(conversation, question) == [question]
    assert selectors.branch(conversation, None) == []


def test_an_edited_first_question_is_a_second_root(say: Callable) -> None:
    conversation, _, _ = say("first")
    _, edited, answer = say("first, edited", conversation=conversation)
    assert edited.parent is None
    assert selectors.branch(conversation, answer) == [edited, answer]
