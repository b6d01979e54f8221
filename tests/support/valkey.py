"""A real Valkey for tests, found and configured as `manage.py up` does it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import redis
from redis.backoff import ConstantBackoff
from redis.retry import Retry

from chatapp.supervisor.valkey import prepare


class Valkey:
    """A server that can be taken away and brought back; it forgets everything meanwhile."""

    def __init__(self) -> None:
        self.home = Path(tempfile.mkdtemp(prefix="fragaria-valkey-"))
        self.url = ""
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it, at the same address as before, and return once it answers."""
        prepared = prepare(self.home)
        self.url = prepared.url
        self._process = subprocess.Popen(
            [*prepared.command, "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        refused = (redis.ConnectionError, redis.BusyLoadingError)
        patience = Retry(ConstantBackoff(0.02), 500, supported_errors=refused)
        with redis.Redis.from_url(self.url, retry=patience) as client:
            client.ping()

    def stop(self) -> None:
        """End it without a goodbye, as a crash does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def remove(self) -> None:
        self.stop()
        shutil.rmtree(self.home)
