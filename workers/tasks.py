"""Celery tasks. Thin: each fetches, calls one service, and is named for those who enqueue it by name."""

from __future__ import annotations

import asyncio
import gc
import logging
from typing import Any

from celery import shared_task
from celery.signals import worker_ready, worker_shutting_down
from django.db import DatabaseError, InterfaceError

from billing import quota
from chatapp.attachments import purging
from chatapp.conversations import beginning
from chatapp.conversations.importing import services as importing
from chatapp.runs import engines, reaper
from reasoning.errors import EngineError

from .desk import desk
from .loop import loop, run

logger = logging.getLogger(__name__)


@shared_task(name="workers.answer")
def answer(run_id: str, mode: str = "") -> None:
    """Work on the run whose turn it is, `run_id` or another of its mode, until it has ended or is another worker's."""

    async def at_the_desk() -> None:
        await desk().answer(run_id, mode)

    run(at_the_desk())


@shared_task(name="workers.reap")
def reap() -> None:
    """Hand on the runs of dead workers."""
    reaper.reap()


@shared_task(name="workers.expire_holds")
def expire_holds() -> None:
    """Give back the allowance that crashed answers still hold."""
    quota.expire_holds()


@shared_task(name="workers.purge")
def purge() -> None:
    """Delete the temporary chats and unsent files whose time has come, and give up imports that nobody has read."""
    beginning.purge()
    importing.give_up()
    purging.purge_unsent()


@shared_task(name="workers.sweep_files")
def sweep_files() -> None:
    """Remove files that belong to nothing."""
    purging.sweep()


@shared_task(name="workers.import_conversations")
def import_conversations(import_id: str) -> None:
    """Read a file that somebody exported elsewhere."""
    importing.work(import_id=import_id)


@worker_ready.connect
def warm_up(**_: Any) -> None:
    """Load the engine before the first question needs it."""

    async def check() -> None:
        await desk().open()
        try:
            await engines.check()
        except EngineError as error:
            logger.warning("the engine is not ready yet: %s", error.message)
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the engine is not ready yet, the database cannot be used: %s", error)

    run(check())
    # What has been imported stays: the collector need not walk it again in the middle of somebody's answer.
    gc.collect()
    gc.freeze()


@worker_shutting_down.connect
def drain(**_: Any) -> None:
    """A signal asked this process to end: Celery waits for its tasks, so see that they do end."""

    async def empty_the_desk() -> None:
        await desk().drain()

    asyncio.run_coroutine_threadsafe(empty_the_desk(), loop())
