"""Two moderators, a colleague who is none, and things to look at."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations import feedback, sharing
from chatapp.conversations.models import Conversation, Message, Share, text_parts
from chatapp.moderation.models import Report
from tests.chatapp.conversations.conftest import browser, conversation, say  # noqa: F401
from tests.support.staff import signed_in, with_role

WHY = "Somebody has to look"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


@pytest.fixture
def moderator(db: None) -> User:
    return with_role(User.objects.create_user("moderator@staff.example"), "support")


@pytest.fixture
def colleague(db: None) -> User:
    """Another moderator."""
    return with_role(User.objects.create_user("colleague@staff.example"), "support")


@pytest.fixture
def bookkeeper(db: None) -> User:
    """Of the staff, and no moderator."""
    return with_role(User.objects.create_user("bookkeeper@staff.example"), "finance")


@pytest.fixture
def at_desk(moderator: User) -> Client:
    """The moderator's browser."""
    return signed_in(moderator)


@pytest.fixture
def answer(conversation: Conversation) -> Message:  # noqa: F811
    row = conversation.messages.get(role="assistant")
    row.parts = text_parts("To the <b>south</b>.")
    row.save()
    return row


@pytest.fixture
def report(answer: Message) -> Report:
    """The owner's word on an answer of theirs."""
    feedback.give(answer=answer, value="down", reasons=["wrong", "unsafe"], text="It told me to fly too.")
    return Report.objects.get()


@pytest.fixture
def share(conversation: Conversation, answer: Message) -> Share:  # noqa: F811
    return sharing.share(conversation=conversation, message_id=answer.pk, with_thinking=False)
