"""Whether a child does its work: True, False, or None when that cannot be told now."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

import redis.asyncio

Probe = Callable[[int], Awaitable[bool | None]]

ANSWER_SECONDS = 5.0


def redis_answers(url: str) -> Probe:
    """It answers PING with our password."""

    async def probe(pid: int) -> bool:
        async with redis.asyncio.Redis.from_url(url, socket_timeout=ANSWER_SECONDS, retry=None) as client:
            try:
                return bool(await client.ping())
            except redis.RedisError:
                return False

    return probe


def web_answers(host: str, port: int, name: str) -> Probe:
    """GET /healthz is answered with 200; `name` is the host name to ask for."""
    return http_answers(host, port, "/healthz", name)


def http_answers(host: str, port: int, path: str, name: str = "localhost") -> Probe:
    """GET `path` is answered with 200."""

    request = f"GET {path} HTTP/1.1\r\nHost: {name}\r\nConnection: close\r\n\r\n".encode()

    async def probe(pid: int) -> bool:
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                reader, writer = await asyncio.open_connection(host, port)
                try:
                    writer.write(request)
                    status = await reader.readline()
                finally:
                    writer.close()
        except (OSError, TimeoutError):
            return False
        return b" 200 " in status

    return probe


def worker_beats(url: str, queue: str) -> Probe:
    """Its heartbeat (workers/heartbeat.py) is in Redis. Without Redis nobody can tell."""

    async def probe(pid: int) -> bool | None:
        async with redis.asyncio.Redis.from_url(url, socket_timeout=ANSWER_SECONDS, retry=None) as client:
            try:
                return bool(await client.exists(f"worker:{queue}:{socket.gethostname()}:{pid}"))
            except redis.RedisError:
                return None

    return probe


async def lives(pid: int) -> bool:
    """For a child that can only be seen to live: the supervisor notices its end by itself."""
    return True
