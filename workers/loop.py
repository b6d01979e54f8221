"""The one asyncio loop of a worker process. Celery's threads hand it coroutines and wait."""

from __future__ import annotations

import asyncio
import contextvars
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from typing import Any, ParamSpec, TypeVar

import uvloop
from django.db import close_old_connections

T = TypeVar("T")
P = ParamSpec("P")
DATABASE_THREADS = 4  # each keeps a connection; writes are short and SQLite takes one at a time anyway

_database = ThreadPoolExecutor(DATABASE_THREADS, thread_name_prefix="database")


@cache
def loop() -> asyncio.AbstractEventLoop:
    """The process's loop, running in a thread of its own from the first call on."""
    made = uvloop.new_event_loop()
    threading.Thread(target=made.run_forever, name="loop", daemon=True).start()
    return made


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Run `coroutine` in the loop and wait for its result, from any other thread."""
    return asyncio.run_coroutine_threadsafe(coroutine, loop()).result()


async def in_database(function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Call blocking database code in one of a few threads that keep their connections."""
    # With what is bound to the run: a thread has no context of its own.
    call = partial(contextvars.copy_context().run, function, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_database, partial(_with_fresh_connection, call))


def _with_fresh_connection(call: Callable[[], T]) -> T:
    close_old_connections()
    try:
        return call()
    finally:
        close_old_connections()
