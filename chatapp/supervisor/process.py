"""One child process: started in a session of its own, its output in the one log, stopped in time."""

from __future__ import annotations

import asyncio
import os
import signal
from contextlib import suppress

from .log import Log
from .orphans import Guard, die_with_parent
from .services import Service

LINE_BYTES = 1 << 20


class Child:
    """A running service. Made by `start`; ends by itself or through `stop`."""

    def __init__(
        self, service: Service, process: asyncio.subprocess.Process, log: Log, guard: Guard | None
    ) -> None:
        self.service = service
        self.pid = process.pid
        self._process = process
        self._log = log
        self._guard = guard
        self._output = asyncio.create_task(self._pump())

    @classmethod
    async def start(cls, service: Service, log: Log, guard: Guard | None) -> Child:
        """Raises OSError when the program cannot be run."""
        process = await asyncio.create_subprocess_exec(
            *service.command,
            env={**os.environ, **service.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            limit=LINE_BYTES,
            pass_fds=service.pass_fds,
            start_new_session=True,  # Ctrl-C reaches the supervisor alone, which stops everything in order
            preexec_fn=die_with_parent(),
        )
        if guard:
            guard.tell("+", process.pid)
        return cls(service, process, log, guard)

    async def _pump(self) -> None:
        assert self._process.stdout
        while True:
            try:
                line = await self._process.stdout.readline()
            except ValueError:
                self._log.child(self.service.name, f"(a line of more than {LINE_BYTES} bytes is left out)")
                continue
            if not line:
                return
            text = line.decode(errors="replace").rstrip()
            if text and not any(noise in text for noise in self.service.noise):
                self._log.child(self.service.name, text)

    async def ended(self) -> str:
        """Wait for the end, and say how it came."""
        code = await self._process.wait()
        if self._guard:
            self._guard.tell("-", self.pid)
        with suppress(TimeoutError):  # a grandchild may hold the pipe open
            await asyncio.wait_for(self._output, 1)
        return f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"

    async def stop(self) -> None:
        """Ask it to end, wait for the service's `stop_seconds`, then kill it."""
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), self.service.stop_seconds)
        except TimeoutError:
            seconds = self.service.stop_seconds
            self._log.say(f"{self.service.name} did not stop in {seconds:g} s and is killed.")
            self.kill()
            await self._process.wait()

    def kill(self) -> None:
        """End it and whatever it started, at once."""
        self._signal(signal.SIGKILL)

    def _signal(self, number: signal.Signals) -> None:
        if self._process.returncode is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)
