"""Connections to Redis. redis-py 8 gives sockets a five-second timeout and pools a hard limit: both are set here."""

from __future__ import annotations

import redis
import redis.asyncio
from django.conf import settings

LIMIT = 20
TIMEOUT = 5.0  # seconds to wait for an answer or a free connection
_sync: redis.Redis | None = None


def sync() -> redis.Redis:
    """The process's blocking client, for a single command from ordinary code."""
    global _sync
    if _sync is None:
        pool = redis.BlockingConnectionPool.from_url(
            settings.REDIS_URL,
            max_connections=LIMIT,
            timeout=TIMEOUT,
            socket_timeout=TIMEOUT,
            socket_connect_timeout=TIMEOUT,
            decode_responses=True,
        )
        _sync = redis.Redis(connection_pool=pool)
    return _sync


def commands() -> redis.asyncio.Redis:
    """A new asyncio client for commands; it belongs to the running event loop."""
    pool = redis.asyncio.BlockingConnectionPool.from_url(
        settings.REDIS_URL,
        max_connections=LIMIT,
        timeout=TIMEOUT,
        socket_timeout=TIMEOUT,
        socket_connect_timeout=TIMEOUT,
        decode_responses=True,
    )
    return redis.asyncio.Redis(connection_pool=pool)


def listener() -> redis.asyncio.Redis:
    """A new asyncio client for one subscription: it may wait for ever, so its reads have no timeout."""
    return redis.asyncio.Redis.from_url(
        settings.REDIS_URL,
        socket_timeout=None,
        socket_connect_timeout=TIMEOUT,
        socket_keepalive=True,
        decode_responses=True,
    )
