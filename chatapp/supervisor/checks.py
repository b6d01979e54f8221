"""What the product needs to answer a question, each asked in at most TIMEOUT_SECONDS.

A check returns nothing when all is well and raises Unready with words for the operator otherwise.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable

import redis.asyncio
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from reasoning.errors import EngineError

TIMEOUT_SECONDS = 2.0
ENGINE_CACHE_SECONDS = 5.0
QUEUES = ("interactive", "thinking")


class Unready(Exception):
    """One part cannot do its work. The message names no secret."""


async def database() -> None:
    """The database answers."""
    try:
        await sync_to_async(_select)()
    except DatabaseError as error:
        raise Unready(f"The database cannot be used ({type(error).__name__}).") from error


def _select() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _client() -> redis.asyncio.Redis:
    return redis.asyncio.Redis.from_url(
        settings.REDIS_URL, socket_timeout=TIMEOUT_SECONDS, socket_connect_timeout=TIMEOUT_SECONDS
    )


async def redis_answers() -> None:
    """Redis answers."""
    async with _client() as client:
        try:
            await client.ping()
        except redis.RedisError as error:
            raise Unready(f"Redis cannot be reached ({type(error).__name__}).") from error


async def workers() -> None:
    """Every queue has a worker (workers/heartbeat.py)."""
    async with _client() as client:
        try:
            absent = [queue for queue in QUEUES if not await _served(client, queue)]
        except redis.RedisError as error:
            raise Unready("Unknown while Redis cannot be reached.") from error
    if absent:
        raise Unready(f"No worker serves the queue {' nor '.join(absent)}.")


async def _served(client: redis.asyncio.Redis, queue: str) -> bool:
    async for _ in client.scan_iter(f"worker:{queue}:*", count=1000):
        return True
    return False


class _Engine:
    """The engine's last state, so that a polled /readyz does not become load on it."""

    def __init__(self) -> None:
        self._until = 0.0
        self._reason = ""

    async def __call__(self) -> None:
        from chatapp.runs import engines

        if time.monotonic() >= self._until:
            self._reason = ""
            try:
                async with asyncio.timeout(TIMEOUT_SECONDS):
                    await engines.check()
            except EngineError as error:
                self._reason = f"The engine cannot answer: {error}"
            except (DatabaseError, InterfaceError) as error:  # which model answers is written there
                self._reason = f"Unknown while the database cannot be used ({type(error).__name__})."
            except TimeoutError:
                self._reason = "The engine does not answer in time."
            self._until = time.monotonic() + ENGINE_CACHE_SECONDS
        if self._reason:
            raise Unready(self._reason)


CHECKS: dict[str, Callable[[], Awaitable[None]]] = {
    "database": database,
    "redis": redis_answers,
    "engine": _Engine(),
    "workers": workers,
}


async def run(check: Callable[[], Awaitable[None]]) -> str:
    """'ok', or why not."""
    try:
        async with asyncio.timeout(TIMEOUT_SECONDS + 0.5):
            await check()
    except Unready as error:
        return str(error)
    except TimeoutError:
        return "It does not answer in time."
    return "ok"


async def run_all() -> dict[str, str]:
    """Every check's word, asked at the same time."""
    return dict(zip(CHECKS, await asyncio.gather(*map(run, CHECKS.values())), strict=True))
