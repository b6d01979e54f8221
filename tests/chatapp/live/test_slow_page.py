"""Pages that read slowly or not at all, over ASGI and over the product's own web server and real TCP."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import redis
import uvicorn
from django.test import Client

from chatapp.accounts.models import User
from chatapp.live import requests
from chatapp.live.hub import hub
from chatapp.live.pump import PUSHES
from reasoning.events import AnswerDelta
from reasoning.state import fold
from tests.support.said import ending, opening
from tests.support.tab import Tab
from tests.support.wait import until

from .conftest import Pen, in_database

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]


@pytest_asyncio.fixture
async def port(web: None) -> AsyncIterator[int]:
    """The port of a web server in this loop."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(
        "chatapp.asgi:application",
        ws="websockets-sansio",
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    server.capture_signals = contextlib.nullcontext  # pytest's own stay
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    await until(lambda: server.started)
    yield listener.getsockname()[1]
    server.should_exit = True
    await serving


async def handshake(port: int, cookie: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """Open /ws with a receive buffer that is soon full."""
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", port))
    reader, writer = await asyncio.open_connection(sock=raw, limit=4096)
    key = base64.b64encode(os.urandom(16)).decode()
    writer.write(
        f"GET /ws HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n"
        f"Cookie: sessionid={cookie}\r\n\r\n".encode()
    )
    assert b" 101 " in await reader.readuntil(b"\r\n\r\n")
    return reader, writer


def masked(text: str) -> bytes:
    """A client's text frame of less than 126 bytes; the mask is zero."""
    data = text.encode()
    assert len(data) < 126
    return bytes([0x81, 0x80 | len(data), 0, 0, 0, 0]) + data


async def test_a_page_that_stops_reading_lets_go_of_its_run_and_finds_itself_closed(
    port: int, owner: User, pen: Pen, settings: Any
) -> None:
    settings.SOCKET_STALL_SECONDS = 0.5
    client = Client()
    await in_database(client.force_login, owner)
    reader, writer = await handshake(port, client.cookies["sessionid"].value)
    run_id = str(pen.run.pk)
    writer.write(masked(f'{{"type":"watch","run":"{run_id}","attempt":0,"seq":0}}'))
    await until(lambda: run_id in hub().feeds)
    await pen.tell(*opening())
    for _ in range(100):  # until the buffers on both sides are full
        await pen.tell(AnswerDelta("b" * 100_000))
    await until(lambda: run_id not in hub().feeds)

    close = b"\x88\x02" + (4408).to_bytes(2, "big")
    read = b""
    async with asyncio.timeout(10):
        while read != close:
            piece = await reader.read(1 << 20)
            assert piece, "the connection broke off without a word"
            read = (read + piece)[-4:]
    writer.close()


async def test_a_page_that_stops_reading_is_closed_with_4408_and_costs_one_frame(
    cookie: str, pen: Pen, settings: Any
) -> None:
    settings.SOCKET_STALL_SECONDS = 0.3
    async with Tab(cookie) as slow, Tab(cookie) as quick:
        for tab in (slow, quick):
            await tab.say(type="watch", run=str(pen.run.pk), attempt=0, seq=0)
        await pen.tell(*opening("a"))
        await until(lambda: slow.heard.state.answer == quick.heard.state.answer == "a")
        slow.reading.clear()
        await pen.tell(AnswerDelta("b"))
        await until(lambda: slow.waiting == 1)
        for _ in range(50):
            await pen.tell(AnswerDelta("b" * 1000))
            assert slow.waiting <= 1
        await until(lambda: slow.waiting == 0)  # nobody waits for it any more
        await pen.finish(*ending("the end"))
        await quick.next("done")  # the others are not held up
        assert quick.heard.state == fold(pen.said)
        slow.reading.set()
        assert await slow.closed() == 4408
        assert slow.heard.state.answer == "a"


async def test_a_page_that_reads_again_in_time_gets_what_it_missed_in_few_frames(
    cookie: str, pen: Pen
) -> None:
    async with Tab(cookie) as tab:
        await tab.say(type="watch", run=str(pen.run.pk), attempt=0, seq=0)
        await pen.tell(*opening("a"))
        await until(lambda: tab.heard.state.answer == "a")
        tab.reading.clear()
        for _ in range(200):
            await pen.tell(AnswerDelta("b"))
        before = len(tab.heard.frames)
        tab.reading.set()
        await pen.finish(*ending("a" + 200 * "b"))
        await tab.next("done")
        assert tab.heard.state == pen.state
        assert tab.heard.seen == [(1, place) for place in range(1, len(pen.said) + 1)]
        assert len(tab.heard.frames) - before < 10


async def test_the_news_of_other_tabs_that_wait_for_a_slow_page_are_bounded(
    cookie: str, owner: User, valkey: redis.Redis
) -> None:
    channel = requests.user_channel(owner.pk)
    async with Tab(cookie) as tab, Tab(cookie) as other:
        await tab.next("hello")
        await other.next("hello")
        tab.reading.clear()
        for number in range(PUSHES * 2):
            valkey.publish(channel, json.dumps({"type": "news", "n": number}))
            if number % 50 == 49:  # no more at once than a page that reads can take
                await until(lambda: other.heard.types.count("news") == number + 1)  # noqa: B023
        tab.reading.set()
        await tab.ask(type="ping", n=1)
        await until(lambda: tab.heard.types.count("news") >= PUSHES)
        assert tab.heard.types.count("news") <= PUSHES + 1
