"""Run untrusted Python with a limit on everything, a few programs at a time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import math
import resource
import secrets
import signal
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial

from . import limits, seccomp
from .errors import SandboxError
from .process import Cancel, Ended, Limit, execute, sealed
from .tiers import Tier


@dataclass(frozen=True, slots=True)
class Result:
    """What a program did. It is no proof of anything: a program may print what it likes and exit with 0.

    Output is at most limits.OUTPUT_BYTES each, free of NUL and of invalid UTF-8. `exit` is negative for a
    signal. `limit` names what ended the program early, empty if nothing did. `seconds` are wall clock.
    """

    stdout: str
    stderr: str
    exit: int
    limit: Limit
    seconds: float

    @property
    def timed_out(self) -> bool:
        """Whether it used up its computing time or the wall clock's."""
        return self.limit in ("computing", "clock")


class Sandbox:
    """Programs confined by one tier. Usable from any thread and any event loop."""

    def __init__(self, tier: Tier, *, at_once: int = limits.AT_ONCE) -> None:
        self.tier = tier
        self._threads = ThreadPoolExecutor(at_once, thread_name_prefix="sandbox")

    async def run(self, code: str, *, stdin: str = "", seconds: float = limits.SECONDS) -> Result:
        """Run a program for `seconds` of computing at most, and limits.clock_seconds of them on the clock.

        Waits for its turn when `at_once` are running. A cancelled call kills the program before it ends.
        Raises SandboxError when the program is too long or could not be confined; it was not run then.
        """
        cancel = Cancel()
        job = self._threads.submit(self._run, code, stdin=stdin, seconds=seconds, cancel=cancel)
        job.add_done_callback(lambda _: cancel.close())
        ended = asyncio.wrap_future(job)
        try:
            return await asyncio.shield(ended)
        except asyncio.CancelledError:
            cancel.set()
            job.cancel()  # where it still waits for its turn
            await asyncio.wait([ended])
            if not ended.cancelled():
                ended.exception()  # asked for, so that nobody is told that nobody asked
            raise

    def run_now(self, code: str, *, stdin: str = "", seconds: float = limits.SECONDS) -> Result:
        """`run` for callers without an event loop; it does not wait for a turn."""
        with contextlib.closing(Cancel()) as cancel:
            return self._run(code, stdin=stdin, seconds=seconds, cancel=cancel)

    def _run(self, code: str, *, stdin: str, seconds: float, cancel: Cancel) -> Result:
        source, entered = _encoded(code, limits.PROGRAM_BYTES), _encoded(stdin, limits.STDIN_BYTES)
        nonce = secrets.token_hex(16)
        order = {
            "nonce": nonce,
            "code": source.decode(),
            "limits": _limits(math.ceil(seconds)),
            "seccomp": seccomp.program().hex(),
            **self.tier.order(),
        }
        started = time.monotonic()
        try:
            with sealed(json.dumps(order).encode()) as orders, sealed(entered) as given:
                ended = execute(
                    partial(self.tier.command, orders),
                    stdin=given,
                    seconds=limits.clock_seconds(seconds),
                    cancel=cancel,
                )
        except OSError as error:  # no descriptors or no memory left on this machine
            raise SandboxError(f"the sandbox cannot be started: {error}") from error
        return _result(ended, nonce.encode(), time.monotonic() - started)


def _encoded(text: str, most: int) -> bytes:
    data = text.encode(errors="replace")
    if len(data) > most:
        raise SandboxError(f"{len(data)} bytes are more than the sandbox takes ({most})")
    return data


def _limits(seconds: int) -> list[tuple[str, int, int]]:
    alike = {
        "RLIMIT_AS": limits.MEMORY_BYTES,
        "RLIMIT_FSIZE": limits.FILE_BYTES,
        "RLIMIT_NOFILE": limits.OPEN_FILES,
        "RLIMIT_NPROC": 0,
        "RLIMIT_CORE": 0,
        "RLIMIT_MEMLOCK": 0,
        "RLIMIT_MSGQUEUE": 0,
    }
    # Above a hard limit of this process nothing can be set, and below it is stricter.
    hard = {name: resource.getrlimit(getattr(resource, name))[1] for name in alike}
    least = {name: most if hard[name] < 0 else min(most, hard[name]) for name, most in alike.items()}
    # A hard limit kills; a soft one's signal can be ignored, and PID 1 does not even get it.
    return [("RLIMIT_CPU", seconds, seconds), *((name, most, most) for name, most in least.items())]


def _result(ended: Ended, nonce: bytes, seconds: float) -> Result:
    if not ended.stdout.startswith(nonce):
        reason = ended.stderr.decode(errors="replace").strip()[-500:] or ended.limit or f"exit {ended.code}"
        raise SandboxError(f"the sandbox did not start: {reason}")
    code = 128 - ended.code if ended.code > 128 else ended.code  # bubblewrap tells a signal as 128 + number
    limit = ended.limit
    if not limit and code == -signal.SIGKILL:
        limit = "computing"
    return Result(_text(ended.stdout[len(nonce) :]), _text(ended.stderr), code, limit, seconds)


def _text(data: bytes) -> str:
    return data.decode(errors="replace").replace("\0", "\ufffd")
