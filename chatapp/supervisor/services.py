"""What there is to start, and how. Only what no variable names is started here."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType

from . import probes
from .probes import Probe
from .valkey import Valkey

# glibc gives each of the workers' many threads an arena of its own: docs/adr/0002-supervisor.md.
THRIFTY = {"MALLOC_ARENA_MAX": "2", "PYTHONUNBUFFERED": "1"}
# Celery warns root at every start; docs/configuration.md says once that production wants a user of its own.
QUIET = {"PYTHONWARNINGS": "ignore:You're running the worker"}


@dataclass(frozen=True)
class Service:
    """One child. `probe` gets its process id; `stop_seconds` is its time between SIGTERM and SIGKILL, and
    `start_seconds` how long it may take to come up (None: as long as the supervisor has patience).

    Lines with a text of `noise` are left out of the log.
    """

    name: str
    command: Sequence[str]
    probe: Probe
    stop_seconds: float = 10.0
    start_seconds: float | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    pass_fds: tuple[int, ...] = ()
    noise: tuple[str, ...] = ()


def store(valkey: Valkey) -> Service:
    """Our own Valkey."""
    # Advice about background saves, which ours never makes, and its goodbye.
    noise = ("overcommit_memory", "signal-handler", "bye bye")
    return Service("valkey", valkey.command, probes.redis_answers(valkey.url), noise=noise)


def web(settings: ModuleType, listener: int) -> Service:
    """Pages and sockets, on the listening socket with the file descriptor `listener`."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.HOST, settings.HOST)  # noqa: S104
    name = next((name.lstrip(".") for name in settings.ALLOWED_HOSTS if "*" not in name), "localhost")
    return Service(
        "web",
        [sys.executable, "-m", "chatapp.supervisor.web", str(listener)],
        probes.web_answers(host, settings.PORT, name),
        stop_seconds=15,
        environment=THRIFTY,
        pass_fds=(listener,),
    )


def worker(queue: str, concurrency: int, redis_url: str, drain_seconds: float) -> Service:
    """A Celery worker for one queue. It lets go of its runs within `drain_seconds`; they go on elsewhere."""
    return Service(
        queue,
        [
            *_celery("worker"),
            *f"--queues {queue} --hostname {queue}@%h --pool threads --concurrency {concurrency}".split(),
            *["--without-gossip", "--without-mingle", "--without-heartbeat"],
        ],
        probes.worker_beats(redis_url, queue),
        stop_seconds=drain_seconds + 8,
        environment=THRIFTY | QUIET,
    )


def beat(settings: ModuleType) -> Service:
    """The one process that gives the sweeps their rhythm."""
    return Service(
        "beat",
        [*_celery("beat"), "--schedule", str(settings.HOME / "beat-schedule"), "--pidfile", ""],
        probes.lives,
        environment=THRIFTY,
    )


def _celery(command: str) -> list[str]:
    return [sys.executable, "-m", "celery", "--quiet", "--app", "chatapp.celery", command]
