"""The cache holds sign-in's rate limits. When Redis is away, each process keeps them in its own memory."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import ConnectionError, TimeoutError

log = logging.getLogger(__name__)
WARN_EVERY_SECONDS = 60.0
_warned_at = -WARN_EVERY_SECONDS


def _warn(error: Exception) -> None:
    global _warned_at
    if time.monotonic() - _warned_at >= WARN_EVERY_SECONDS:
        _warned_at = time.monotonic()
        log.warning("The cache is unreachable (%s); using this process's memory.", type(error).__name__)


def _or_memory(name: str) -> Callable[..., Any]:
    shared = getattr(RedisCache, name)

    @wraps(shared)
    def method(self: ForgivingRedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return shared(self, *args, **kwargs)
        except (ConnectionError, TimeoutError) as error:
            _warn(error)
            return getattr(self.memory, name)(*args, **kwargs)

    return method


class ForgivingRedisCache(RedisCache):
    """Redis while it answers, else this process's memory: people can sign in, and guessing stays limited."""

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        # OPTIONS are for Redis' connections; the memory takes none of them.
        self.memory = LocMemCache(
            "fragaria", {key: value for key, value in params.items() if key != "OPTIONS"}
        )

    add = _or_memory("add")
    get = _or_memory("get")
    set = _or_memory("set")
    touch = _or_memory("touch")
    delete = _or_memory("delete")
    get_many = _or_memory("get_many")
    set_many = _or_memory("set_many")
    delete_many = _or_memory("delete_many")
    has_key = _or_memory("has_key")
    incr = _or_memory("incr")
