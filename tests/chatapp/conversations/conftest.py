"""A conversation of the owner's, and signed-in browsers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from billing.accounts import account_for
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation, Message
from chatapp.conversations.services import add_question


@pytest.fixture
def say(owner: User) -> Callable[..., tuple[Conversation, Message, Message]]:
    """Store a question of the owner's with its empty answer."""

    def say(text: str = "hello", *, conversation: Conversation | None = None, parent: Message | None = None):
        return add_question(
            user=owner,
            account=account_for(user_id=owner.pk),
            conversation_id=conversation.pk if conversation else None,
            parent_id=parent.pk if parent else None,
            text=text,
        )

    return say


@pytest.fixture
def conversation(say: Callable[..., tuple[Conversation, Message, Message]]) -> Conversation:
    return say("Where do the swallows go?")[0]


@pytest.fixture(params=["teammate", "outsider"])
def stranger(request: pytest.FixtureRequest) -> User:
    """Anybody but the owner."""
    return request.getfixturevalue(request.param)


@pytest.fixture
def browser() -> Callable[[User], Client]:
    """A person's signed-in browser."""

    def browser(user: User, **options: bool) -> Client:
        client = Client(**options)
        client.force_login(user)
        return client

    return browser
