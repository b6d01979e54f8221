"""Small real things to supervise: a Valkey of one's own, and shell commands as services."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import redis

from chatapp.supervisor import probes, valkey
from chatapp.supervisor.services import Service


@contextmanager
def own_valkey(home: Path) -> Iterator[str]:
    """A running Valkey with its data in `home`; gives its URL."""
    own = valkey.prepare(home)
    with subprocess.Popen(own.command, stdout=subprocess.DEVNULL) as process:
        try:
            wait_for(lambda: answers(own.url))
            yield own.url
        finally:
            process.terminate()


def answers(url: str) -> bool:
    with redis.Redis.from_url(url, retry=None) as client:
        try:
            return bool(client.ping())
        except redis.RedisError:
            return False


def wait_for(condition: Callable[[], object], seconds: float = 10.0) -> None:
    """Raises AssertionError when `condition` stays false."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"still not so after {seconds} s"
        time.sleep(0.02)


def is_alive(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def shell(name: str, script: str, probe: probes.Probe = probes.lives, stop_seconds: float = 5.0) -> Service:
    """A service that is a line of shell."""
    return Service(name, ["sh", "-c", script], probe, stop_seconds)
