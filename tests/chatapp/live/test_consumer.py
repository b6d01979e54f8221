"""The WebSocket as a page sees it: over ASGI, with a real Valkey, a real database and a scripted worker."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.live import consumer, requests
from chatapp.live.hub import hub
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta
from tests.support.said import ending, opening
from tests.support.tab import Tab
from tests.support.wait import until
from workers.desk import Desk

from .conftest import Pen, in_database, sign_in
from .test_frames import BAD

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]
SEND = {"type": "send", "text": "How are you?", "mode": "fast"}


@pytest.fixture
def theirs(outsider: User, ask: Callable[..., Run]) -> Run:
    """An outsider's run."""
    return ask(user=outsider)


async def test_a_page_that_is_not_signed_in_is_closed_with_4401() -> None:
    for cookie in ("", "made-up"):
        async with Tab(cookie) as tab:
            assert await tab.closed() == 4401
            assert tab.heard.frames == []


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"])
async def test_a_page_of_another_site_is_not_even_accepted(cookie: str, origin: str) -> None:
    async with Tab(cookie, origin=origin) as tab:
        await tab.closed()
        assert not tab.accepted


async def test_a_page_is_greeted_with_the_heartbeat_and_its_pings_come_back(
    cookie: str, settings: Any
) -> None:
    async with Tab(cookie) as tab:
        hello = await tab.next("hello")
        assert hello["heartbeat"] == settings.SOCKET_HEARTBEAT_SECONDS
        assert hello["site"] == {"maintenance": None, "banner": None, "paused": {}, "off": []}
        assert await tab.ask(type="ping", n=7) == {"type": "pong", "n": 7}


async def test_bad_frames_are_answered_with_a_typed_error_and_the_connection_stays(cookie: str) -> None:
    async with Tab(cookie) as tab:
        for name, text in BAD.items():
            tab.say_text(text)
            error = await tab.next("error")
            assert (error["code"], bool(error["message"])) == ("bad_frame", True), name
        tab.say_bytes(b"\x00\xff")
        assert (await tab.next("error"))["code"] == "bad_frame"
        assert (await tab.ask(type="ping", n=1))["n"] == 1


async def test_an_oversized_frame_is_too_long_and_the_connection_stays(cookie: str) -> None:
    async with Tab(cookie) as tab:
        assert (await tab.ask(**SEND | {"text": "x" * 1_000_000}, client_id="a-client-id"))[
            "code"
        ] == "too_long"
        error = await tab.ask(**SEND | {"text": "x" * 40_000}, client_id="a-client-id")
        assert (error["code"], error["ref"]) == ("too_long", "a-client-id")
        assert (await tab.ask(type="ping", n=1))["n"] == 1


async def test_frames_that_come_too_fast_are_refused_and_later_ones_are_served(
    cookie: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consumer, "BURST", 3.0)
    monkeypatch.setattr(consumer, "FRAMES_A_SECOND", 0.0)
    async with Tab(cookie) as tab:
        answers = [await tab.ask(type="ping", n=n) for n in range(5)]
        assert [answer.get("code") for answer in answers] == [None, None, None, "slow_down", "slow_down"]
        monkeypatch.setattr(consumer, "FRAMES_A_SECOND", 1e9)
        assert (await tab.ask(type="ping", n=9))["n"] == 9


async def test_what_is_another_persons_is_not_found_and_stays_untouched(cookie: str, theirs: Run) -> None:
    conversation, message = str(theirs.conversation_id), str(theirs.answer_id)
    frames = [
        {"type": "watch", "run": str(theirs.pk), "attempt": 0, "seq": 0},
        {"type": "stop", "run": str(theirs.pk)},
        SEND | {"client_id": "a-client-id", "conversation": conversation},
        SEND | {"client_id": "a-client-id", "conversation": conversation, "parent": message},
        SEND | {"client_id": "a-client-id", "parent": message},
        {"type": "watch", "run": str(uuid.uuid4()), "attempt": 0, "seq": 0},
        {"type": "stop", "run": str(uuid.uuid4())},
        SEND | {"client_id": "a-client-id", "conversation": str(uuid.uuid4())},
    ]
    async with Tab(cookie) as tab:
        for frame in frames:
            error = await tab.ask(**frame)
            assert (error["code"], error["ref"]) == ("not_found", frame.get("client_id") or frame["run"])
        await tab.say(type="unwatch", run=str(theirs.pk))
        assert (await tab.ask(type="ping", n=1))["n"] == 1
        assert str(theirs.pk) not in hub().feeds
    run = await in_database(Run.objects.get)
    assert run.status == "queued"


async def test_a_question_is_accepted_answered_live_and_done(
    cookie: str, desk: Desk, play: Callable[..., Any]
) -> None:
    play({"How are you?": "Fine, thank you."})
    async with Tab(cookie) as tab:
        accepted = await tab.ask(**SEND, client_id="a-client-id")
        assert accepted["type"] == "accepted"
        assert accepted["conversation"]["title"] == "How are you?"
        assert accepted["question"]["text"] == "How are you?"
        assert accepted["answer"]["parent"] == accepted["question"]["id"]
        assert accepted["allowance"]["fast"]["used"] == 1
        run = accepted["answer"]["run"]
        assert run["status"] == "queued"

        await desk.answer(run["id"])
        done = await tab.next("done")
        assert done["answer"]["text"] == tab.heard.state.answer == "Fine, thank you."
        assert done["answer"]["run"]["status"] == "succeeded"
        assert done["allowance"]["fast"]["used"] == 1
        assert tab.heard.state.status == "answered"


async def test_in_auto_the_page_learns_which_mode_answers_and_why(cookie: str) -> None:
    async with Tab(cookie) as tab:
        easy = await tab.ask(**SEND | {"mode": "auto"}, client_id="a-client-id")
        hard = await tab.ask(
            **SEND | {"mode": "auto", "effort": "light", "text": "What is 37*48 - 19?"},
            client_id="b-client-id",
        )
        while hard["type"] != "accepted" or hard["client_id"] != "b-client-id":
            hard = await tab.next("accepted")
    chosen = [(run["mode"], run["route"]) for run in (easy["answer"]["run"], hard["answer"]["run"])]
    assert chosen == [("fast", "Fast: small talk"), ("think", "Thinks: a calculation with several steps")]
    assert hard["allowance"]["think"]["used"] == 1


async def test_the_same_question_again_is_the_same_run(cookie: str) -> None:
    async with Tab(cookie) as tab:
        for _ in range(3):
            await tab.ask(**SEND, client_id="a-client-id")
        await tab.ask(type="ping", n=1)
        accepted = [frame for frame in tab.heard.frames if frame["type"] == "accepted"]
        assert len(accepted) >= 3
        assert len({frame["answer"]["run"]["id"] for frame in accepted}) == 1
    assert await in_database(Run.objects.count) == 1


async def test_every_open_page_of_the_person_is_told_and_nobody_else(
    cookie: str, outsider: User, session: Client
) -> None:
    stranger = await in_database(sign_in, outsider)
    async with Tab(cookie) as tab, Tab(cookie) as other, Tab(stranger.cookies["sessionid"].value) as foreign:
        await other.next("hello")
        await foreign.next("hello")
        accepted = await tab.ask(**SEND, client_id="a-client-id")
        told = await other.next("accepted")
        assert told["answer"] == accepted["answer"]
        await tab.ask(type="ping", n=2)
        assert tab.heard.types.count("accepted") == 1
        assert await foreign.ask(type="ping", n=1) == {"type": "pong", "n": 1}
        assert foreign.heard.types == ["hello", "pong"]


async def test_a_refusal_says_until_when_and_keeps_nothing(cookie: str) -> None:
    async with Tab(cookie) as tab:
        assert (await tab.ask(**SEND | {"mode": "think"}, client_id="think-number-1"))["type"] == "accepted"
        refused = await tab.ask(**SEND | {"mode": "think"}, client_id="think-number-2")
        assert (refused["type"], refused["code"]) == ("refused", "too_many_running")
        assert (refused["client_id"], refused["reset_at"]) == ("think-number-2", None)
        assert refused["message"]
        assert refused["allowance"]["think"]["used"] == 1
    assert await in_database(Conversation.objects.count) == 1


@pytest.mark.parametrize(("fields", "code"), [({"text": " "}, "empty"), ({"mode": "quick"}, "unknown_mode")])
async def test_what_cannot_be_asked_is_named(cookie: str, fields: dict[str, str], code: str) -> None:
    async with Tab(cookie) as tab:
        error = await tab.ask(**SEND | fields, client_id="a-client-id")
        assert (error["code"], error["ref"]) == (code, "a-client-id")
    assert await in_database(Conversation.objects.count) == 0


async def test_a_full_queue_is_told_as_busy(cookie: str, settings: Any) -> None:
    settings.QUEUE_LIMIT = 0
    async with Tab(cookie) as tab:
        assert (await tab.ask(**SEND, client_id="a-client-id"))["code"] == "busy"


async def test_stop_ends_a_waiting_run_at_once_and_the_page_is_told(cookie: str) -> None:
    async with Tab(cookie) as tab:
        run = (await tab.ask(**SEND, client_id="a-client-id"))["answer"]["run"]["id"]
        await tab.say(type="stop", run=run)
        done = await tab.next("done")
        assert done["answer"]["run"]["status"] == "cancelled"
        assert done["allowance"]["fast"]["used"] == 0
        assert tab.heard.state.status == "cancelled"


async def test_unwatch_ends_the_flow_and_watch_takes_it_up_where_it_was(cookie: str, pen: Pen) -> None:
    run = str(pen.run.pk)
    async with Tab(cookie) as tab:
        await tab.say(type="watch", run=run, attempt=0, seq=0)
        await pen.tell(*opening("So"))
        await until(lambda: tab.heard.state.answer == "So")
        await tab.say(type="unwatch", run=run)
        await until(lambda: run not in hub().feeds)
        await pen.tell(AnswerDelta("uth"))
        await tab.ask(type="ping", n=1)
        assert tab.heard.state.answer == "So"
        attempt, seq = tab.heard.state.cursor
        await tab.say(type="watch", run=run, attempt=attempt, seq=seq)
        await pen.finish(*ending("South"))
        await tab.next("done")
        assert tab.heard.state == pen.state
        assert tab.heard.repeated == 0


async def test_two_watches_of_one_run_are_one(cookie: str, pen: Pen) -> None:
    async with Tab(cookie) as tab:
        for _ in range(5):
            await tab.say(type="watch", run=str(pen.run.pk), attempt=0, seq=0)
        await tab.ask(type="ping", n=1)
        await pen.finish(*opening("South"), *ending("South"))
        await tab.next("done")
        await tab.ask(type="ping", n=2)
        assert tab.heard.repeated == 0
        assert tab.heard.types.count("done") == 1


async def test_a_fault_of_ours_is_told_without_its_details_and_the_connection_stays(
    cookie: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object) -> None:
        raise ZeroDivisionError("secret")

    monkeypatch.setattr(requests, "send", broken)
    async with Tab(cookie) as tab:
        error = await tab.ask(**SEND, client_id="a-client-id")
        assert (error["code"], error["ref"]) == ("internal", "a-client-id")
        assert "secret" not in json.dumps(error)
        assert (await tab.ask(type="ping", n=1))["n"] == 1
    assert "ZeroDivisionError" in caplog.text


async def test_a_socket_refuses_in_its_pages_language_and_the_next_one_in_its_own(cookie: str) -> None:
    async with Tab(f"{cookie}; django_language=zh-hans") as tab, Tab(cookie) as other:
        frame = {"type": "send", "client_id": "12345678", "text": " ", "mode": "fast"}
        assert (await tab.ask(**frame))["message"] == "还没有可以发送的内容：请先写一条消息。"
        assert (await other.ask(**frame))["message"] == "There is nothing to send yet: write a message first."


async def test_a_page_that_goes_while_it_is_answered_is_no_fault(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def gone(**_: object) -> None:
        raise ConnectionResetError

    socket = consumer.LiveConsumer()
    monkeypatch.setattr(socket, "send", gone)
    await socket.send_frame({"type": "pong", "n": 1})
    assert not caplog.records
