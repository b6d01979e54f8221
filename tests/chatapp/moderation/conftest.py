"""Two moderators, a colleague who is none, and things to look at."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations import feedback, sharing
from chatapp.conversations.models import Conversation, Message, Share, text_parts
from chatapp.moderation.models import Report
from chatapp.staff.services import grant_role
from tests.chatapp.conversations.conftest import browser, conversation, say  # noqa: F401

WHY = "Somebody has to look"


@pytest.fixture(autouse=True)
def _nothing_counted() -> None:
    cache.clear()


def _staff(email: str, role: str) -> User:
    user = User.objects.create_user(email)
    grant_role(user=user, role=role, actor_id=None, reason="x")
    return User.objects.get(pk=user.pk)


@pytest.fixture
def moderator(db: None) -> User:
    return _staff("moderator@staff.example", "support")


@pytest.fixture
def colleague(db: None) -> User:
    """Another moderator."""
    return _staff("colleague@staff.example", "support")


@pytest.fixture
def bookkeeper(db: None) -> User:
    """Of the staff, and no moderator."""
    return _staff("bookkeeper@staff.example", "finance")


@pytest.fixture
def at_desk(moderator: User, browser: Callable[..., Client]) -> Client:  # noqa: F811
    """The moderator's browser."""
    return browser(moderator)


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
