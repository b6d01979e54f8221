"""One confined process from start to end: its clock, its output, and its certain death."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import selectors
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import Literal

from .errors import SandboxError
from .limits import OUTPUT_BYTES

Limit = Literal["", "computing", "clock", "output", "cancelled"]
GRACE_SECONDS = 2.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended. `code` is negative for a signal; `limit` names what the parent stopped it for."""

    stdout: bytes
    stderr: bytes
    code: int
    limit: Limit


@dataclass(frozen=True, slots=True)
class Command:
    """What to start, and the descriptors that it inherits."""

    arguments: list[str]
    inherit: tuple[int, ...]


class Cancel:
    """Tells a run in another thread to end. `descriptor` becomes readable then. Raises SandboxError."""

    def __init__(self) -> None:
        try:
            self.descriptor, self._write = os.pipe()
        except OSError as error:
            raise SandboxError(f"no pipe can be opened: {error.strerror}") from error
        self._lock = threading.Lock()
        self._open = True

    def set(self) -> None:
        with self._lock:
            if self._open:
                os.write(self._write, b"x")

    def close(self) -> None:
        with self._lock:
            self._open = False
            os.close(self.descriptor)
            os.close(self._write)


@contextlib.contextmanager
def sealed(data: bytes) -> Iterator[int]:
    """A file in memory that nobody can change, as a descriptor at its beginning."""
    with ExitStack() as stack:
        descriptor = os.memfd_create("order", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        stack.callback(os.close, descriptor)
        with open(descriptor, "wb", closefd=False) as file:
            file.write(data)
        seals = fcntl.F_SEAL_SEAL | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_WRITE
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        os.lseek(descriptor, 0, os.SEEK_SET)
        yield descriptor


@dataclass(slots=True)
class _Watch:
    """The parent's side of a running child."""

    child: subprocess.Popen[bytes]
    deadline: float
    info: int
    output: dict[int, bytearray] = field(default_factory=dict)
    first: int = -1  # a pidfd of the first process in bubblewrap's namespace
    limit: Limit = ""

    def kill(self) -> None:
        """All of it. In a PID namespace the first process takes everyone along, and bubblewrap reaps it."""
        if self.first >= 0:
            with contextlib.suppress(ProcessLookupError):
                signal.pidfd_send_signal(self.first, signal.SIGKILL)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.child.wait(GRACE_SECONDS)
        if self.child.poll() is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.child.pid, signal.SIGKILL)

    def close(self) -> None:
        if self.first >= 0:
            os.close(self.first)

    def stop(self, limit: Limit) -> None:
        if not self.limit:
            self.limit = limit
            self.kill()

    def read(self, descriptor: int) -> bool:
        """Whether more may come."""
        if not (data := os.read(descriptor, 65536)):
            return False
        if descriptor == self.info:
            if named := re.search(rb'"child-pid": (\d+)', data):
                with contextlib.suppress(ProcessLookupError):
                    self.first = os.pidfd_open(int(named[1]))
            return True
        kept = self.output[descriptor]
        kept += data[: OUTPUT_BYTES - len(kept)]
        if len(kept) >= OUTPUT_BYTES:
            self.stop("output")
        return True


def execute(make: Callable[[int], Command], *, stdin: int, seconds: float, cancel: Cancel) -> Ended:
    """Run a command to its end, `seconds` of wall clock at most; it is gone when this returns.

    `make` gets the descriptor that the child may write information to. `cancel` ends the run early.
    Raises SandboxError when the command cannot be started.
    """
    with ExitStack() as stack:
        info, write_info = os.pipe()
        stack.callback(os.close, info)
        with os.fdopen(write_info, "wb"):
            command = make(write_info)
            try:
                child = subprocess.Popen(  # noqa: S603
                    command.arguments,
                    stdin=stdin,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env={},
                    cwd="/",
                    pass_fds=command.inherit,
                    start_new_session=True,
                )
            except OSError as error:
                raise SandboxError(f"{command.arguments[0]} cannot be started: {error.strerror}") from error
        watch = _Watch(child, time.monotonic() + seconds, info)
        stack.callback(watch.close)
        stack.enter_context(child)  # closes the pipes and waits
        stack.callback(watch.kill)
        _attend(watch, cancel.descriptor)
        out, err = map(bytes, watch.output.values())
        return Ended(out, err, child.wait(), watch.limit)


def _attend(watch: _Watch, cancel: int) -> None:
    """Read until the child has ended and its pipes are empty, or a limit ends it."""
    outputs = [pipe.fileno() for pipe in (watch.child.stdout, watch.child.stderr) if pipe]
    watch.output = {descriptor: bytearray() for descriptor in outputs}
    with selectors.DefaultSelector() as selector:
        ended = os.pidfd_open(watch.child.pid)
        try:
            awaited = {ended, watch.info, *outputs}
            for descriptor in (*awaited, cancel):
                selector.register(descriptor, selectors.EVENT_READ)
            while awaited:
                left = GRACE_SECONDS if watch.limit else max(watch.deadline - time.monotonic(), 0)
                ready = [key.fd for key, _ in selector.select(left)]
                if not ready and watch.limit:
                    return
                if not ready:
                    watch.stop("clock")
                for descriptor in ready:
                    if descriptor == cancel:
                        watch.stop("cancelled")
                    if descriptor in (cancel, ended) or not watch.read(descriptor):
                        selector.unregister(descriptor)
                        awaited.discard(descriptor)
        finally:
            os.close(ended)
