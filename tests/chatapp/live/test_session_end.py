"""An open page whose session has ended."""

from __future__ import annotations

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.live import consumer
from chatapp.moderation.suspending import suspend
from tests.support.tab import Tab

from .conftest import in_database
from .test_consumer import SEND

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]


async def test_who_has_signed_out_elsewhere_cannot_send_and_is_closed(cookie: str, session: Client) -> None:
    async with Tab(cookie) as tab:
        await in_database(session.logout)
        error = await tab.ask(**SEND, client_id="a-client-id")
        assert (error["code"], error["ref"]) == ("signed_out", "a-client-id")
        assert await tab.closed() == 4401
    assert tab.heard.types == ["hello", "error"]
    assert await in_database(Conversation.objects.count) == 0


async def test_a_changed_password_ends_the_open_page_too(cookie: str, owner: User) -> None:
    async with Tab(cookie) as tab:
        owner.set_password("another one entirely")
        await in_database(owner.save)
        assert (await tab.ask(**SEND, client_id="a-client-id"))["code"] == "signed_out"
        assert await tab.closed() == 4401


async def test_a_page_that_only_listens_is_closed_after_its_session_has_ended(
    cookie: str, session: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Tab(cookie) as tab:
        await in_database(session.logout)
        assert (await tab.ask(type="ping", n=1))["type"] == "pong"
        monkeypatch.setattr(consumer, "SESSION_CHECK_SECONDS", -1.0)
        assert (await tab.ask(type="ping", n=2))["code"] == "signed_out"
        assert await tab.closed() == 4401


async def test_the_open_page_of_somebody_who_is_suspended_is_closed_at_once(
    cookie: str, owner: User, outsider: User
) -> None:
    async with Tab(cookie) as tab:
        assert (await tab.ask(type="ping", n=1))["type"] == "pong"
        await in_database(suspend, person=owner, actor=outsider, reason="x", words="Because.")
        assert await tab.closed() == 4401
    assert "close" not in tab.heard.types
