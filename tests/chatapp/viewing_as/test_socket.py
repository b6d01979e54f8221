"""The WebSocket of staff who see the product as a person reads, and does nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Conversation
from chatapp.runs.finish import finish_unclaimed
from chatapp.runs.models import Run
from chatapp.viewing_as.models import Viewing
from reasoning.events import AnswerDelta, Failed
from tests.chatapp.live.conftest import Pen, claimed, in_database, pen, sign_in, web  # noqa: F401
from tests.support.said import opening
from tests.support.tab import Tab

from .conftest import begin

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]


@pytest.fixture
def looking(support: User, owner: User) -> Client:
    """The browser of support, while it sees the product as the owner."""
    client = sign_in(support)
    begin(client, owner)
    return client


def cookie(client: Client) -> str:
    return client.cookies["sessionid"].value


async def test_it_reads_a_running_answer_of_the_person(looking: Client, pen: Pen) -> None:  # noqa: F811
    run = pen.run
    async with Tab(cookie(looking)) as tab:
        await tab.next("hello")
        await tab.say(type="watch", run=str(run.pk), attempt=0, seq=0)
        await pen.tell(*opening(), AnswerDelta("Fine"))
        await tab.next("events")
        assert await tab.ask(type="ping", n=1) == {"type": "pong", "n": 1}


async def test_every_other_frame_is_refused_and_the_first_one_is_in_the_log(
    looking: Client, owner: User, ask: Callable[..., Run]
) -> None:
    run = await in_database(ask)
    named = {"run": str(run.pk)}
    async with Tab(cookie(looking)) as tab:
        await tab.next("hello")
        for frame in (
            {"type": "send", "client_id": uuid.uuid4().hex, "text": "Hello", "mode": "fast"},
            {"type": "stop", **named},
            {"type": "answer_now", **named},
            {"type": "use_fast", **named},
        ):
            refused = await tab.ask(**frame)
            assert (refused["type"], refused["code"]) == ("error", "read_only"), frame
    await in_database(run.refresh_from_db)
    assert (run.status, run.cancel_requested, run.answer_requested) == ("queued", False, False)
    assert await in_database(Run.objects.count) == 1
    viewing = await in_database(Viewing.objects.get)
    assert viewing.refused == 4
    entry = await in_database(AuditEntry.objects.get, action="person.view_refused")
    assert (entry.object_id, entry.facts["page"]) == (str(owner.pk), "send")


async def test_nothing_of_a_temporary_chat_is_shown(
    looking: Client, owner: User, ask: Callable[..., Run]
) -> None:
    run = await in_database(ask)
    purge_at = timezone.now() + timedelta(hours=1)
    await in_database(Conversation.objects.update, temporary=True, purge_at=purge_at)
    async with Tab(cookie(looking)) as tab, Tab(cookie(await in_database(sign_in, owner))) as theirs:
        await tab.next("hello")
        await theirs.next("hello")
        assert (await tab.ask(type="watch", run=str(run.pk), attempt=0, seq=0))["code"] == "not_found"
        asked = {"conversation": str(run.conversation_id), "parent": str(run.answer_id)}
        sent = await theirs.ask(
            type="send", client_id=uuid.uuid4().hex, text="For me alone", mode="fast", **asked
        )
        assert sent["type"] == "accepted"
        ended = await in_database(Run.objects.get, answer=sent["answer"]["id"])
        await in_database(finish_unclaimed, run_id=ended.pk, event=Failed("internal", "Broke.", False))
        await theirs.next("finished")
        assert await tab.ask(type="ping", n=1) == {"type": "pong", "n": 1}
        assert not {"accepted", "finished"} & {frame["type"] for frame in tab.heard.frames}


async def test_it_is_closed_when_the_viewing_is_stopped_elsewhere(looking: Client) -> None:
    async with Tab(cookie(looking)) as tab:
        await tab.next("hello")
        await in_database(looking.post, "/viewing/stop/")
        await tab.say(type="ping", n=1)
        assert await tab.closed() == 4410


async def test_it_is_closed_when_the_time_is_up(looking: Client) -> None:
    await in_database(Viewing.objects.update, until=timezone.now() + timedelta(seconds=1))
    async with Tab(cookie(looking)) as tab:
        await tab.next("hello")
        assert await tab.closed() == 4410


async def test_it_is_not_opened_once_it_is_over(looking: Client) -> None:
    await in_database(Viewing.objects.update, until=timezone.now())
    async with Tab(cookie(looking)) as tab:
        assert await tab.closed() == 4410
        assert tab.heard.frames == []


async def test_a_page_that_was_open_before_sends_nothing_while_its_browser_shows_somebody_else(
    support: User, owner: User
) -> None:
    client = await in_database(sign_in, support)
    async with Tab(cookie(client)) as tab:
        await tab.next("hello")
        await in_database(begin, client, owner)
        refused = await tab.ask(type="send", client_id=uuid.uuid4().hex, text="Hello", mode="fast")
        assert refused["code"] == "read_only"
        await in_database(client.post, "/viewing/stop/")
        accepted = await tab.ask(type="send", client_id=uuid.uuid4().hex, text="Hello", mode="fast")
        assert accepted["type"] == "accepted"
