"""A worker says that it is there: `worker:{queue}:{host}:{pid}` in Redis, renewed while it takes work.

The supervisor waits for these keys at the start, and /readyz tells from them which queues are served.
"""

from __future__ import annotations

import logging
import os
import socket
import threading
from typing import Any

import redis
from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings

from chatapp.observing.start import start as begin_to_be_seen

INTERVAL_SECONDS = 5.0
EXPIRY_SECONDS = 15
RETRY_SECONDS = 1.0

logger = logging.getLogger(__name__)
_stop = threading.Event()


def keys(queues: list[str]) -> list[str]:
    """This process's key for each of its queues."""
    return [f"worker:{queue}:{socket.gethostname()}:{os.getpid()}" for queue in queues]


def beat(client: redis.Redis, queues: list[str], stop: threading.Event) -> None:
    """Renew the keys until `stop`, then delete them: a worker that shuts down takes no more work."""
    down = False
    while not stop.is_set():
        try:
            for key in keys(queues):
                client.set(key, 1, ex=EXPIRY_SECONDS)
            down = False
        except redis.RedisError as error:
            if not down:
                logger.warning("Redis cannot be reached: %s", error)
            down = True
        stop.wait(RETRY_SECONDS if down else INTERVAL_SECONDS)
    try:
        client.delete(*keys(queues))
    except redis.RedisError:
        logger.info("The heartbeat was left to expire.")


@worker_ready.connect
def start(sender: Any, **_: object) -> None:
    """Begin to beat once the worker takes work."""
    client = redis.Redis.from_url(settings.REDIS_URL, socket_timeout=3, socket_connect_timeout=3)
    queues = list(sender.app.amqp.queues.consume_from)
    begin_to_be_seen("+".join(queues))
    threading.Thread(target=beat, args=(client, queues, _stop), name="heartbeat", daemon=True).start()


@worker_shutting_down.connect
def stop(**_: object) -> None:
    """Be counted no longer; the tasks that run are finished all the same."""
    _stop.set()
