"""Start in order, keep running, stop in order. Nothing is restarted silently: the log says why."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from .log import Log
from .orphans import Guard
from .process import Child
from .services import Service


class StartFailed(Exception):
    """A service did not come up; its own lines in the log tell why."""


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds. Tests are less patient."""

    start: float = 60.0
    start_tries: int = 3
    probe_starting: float = 0.15
    probe_running: float = 10.0
    misses: int = 3
    first_pause: float = 0.5
    longest_pause: float = 30.0
    steady_after: float = 60.0


class Supervisor:
    """Keeps services running until `stop`."""

    def __init__(self, log: Log, guard: Guard | None = None, patience: Patience | None = None) -> None:
        self.children: dict[str, Child] = {}
        self._keepers: dict[str, asyncio.Task[None]] = {}
        self._ready: dict[str, asyncio.Future[None]] = {}
        self._log = log
        self._guard = guard
        self._patience = patience or Patience()

    async def start(self, services: Sequence[Service]) -> None:
        """Start them together and wait until all do their work. Raises StartFailed."""
        for service in services:
            self._ready[service.name] = asyncio.get_running_loop().create_future()
            self._keepers[service.name] = asyncio.create_task(self._keep(service))
        await asyncio.gather(*(self._ready[service.name] for service in services))

    async def stop(self, order: Sequence[Sequence[str]]) -> None:
        """Stop group after group, the members of a group together; what is not there is passed over."""
        for group in order:
            await asyncio.gather(*map(self._stop_one, group))

    def kill_all(self) -> None:
        """End everything at once."""
        for keeper in self._keepers.values():
            keeper.cancel()
        for child in self.children.values():
            child.kill()

    async def _stop_one(self, name: str) -> None:
        if keeper := self._keepers.pop(name, None):
            keeper.cancel()
            await asyncio.wait({keeper})
        if child := self.children.pop(name, None):
            await child.stop()

    async def _keep(self, service: Service) -> None:
        patience, name = self._patience, service.name
        may_take = service.start_seconds or patience.start
        pause, tries = patience.first_pause, 0
        while True:
            began = time.monotonic()
            try:
                child = self.children[name] = await Child.start(service, self._log, self._guard)
                reason = await self._until_gone(child)
            except OSError as error:
                reason = f"cannot be run: {error.strerror}"
            lived, tries = time.monotonic() - began, tries + 1
            if not self._ready[name].done() and (tries >= patience.start_tries or lived >= may_take):
                self._ready[name].set_exception(StartFailed(f"{name} {reason}; start {tries} was the last."))
                return
            if lived >= patience.steady_after:
                pause = patience.first_pause
            self._log.say(f"{name} {reason} after {lived:.1f} s; it starts again in {pause:.1f} s.")
            await asyncio.sleep(pause)
            pause = min(pause * 2, patience.longest_pause)

    async def _until_gone(self, child: Child) -> str:
        """Probe it until it ends, or end it when it does no work; returns how it ended."""
        patience = self._patience
        may_take = child.service.start_seconds or patience.start
        until = time.monotonic() + may_take
        working, misses = False, 0
        end = asyncio.create_task(child.ended())
        while True:
            await asyncio.wait({end}, timeout=patience.probe_running if working else patience.probe_starting)
            if end.done():
                return end.result()
            probe = asyncio.ensure_future(child.service.probe(child.pid))
            await asyncio.wait({end, probe}, return_when=asyncio.FIRST_COMPLETED)
            if end.done():
                probe.cancel()
                return end.result()
            if error := probe.exception():
                self._log.say(f"Whether {child.service.name} works cannot be told: {error!r}")
            answer = None if error else probe.result()
            if answer:
                working, misses = True, 0
                if not self._ready[child.service.name].done():
                    self._ready[child.service.name].set_result(None)
            elif working and answer is False:
                misses += 1
            if misses >= patience.misses or (not working and time.monotonic() > until):
                child.kill()
                await end
                return "did no work any more" if working else f"did no work within {may_take:.0f} s"
