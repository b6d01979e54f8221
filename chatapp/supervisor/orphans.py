"""Children do not outlive a supervisor that was killed: on Linux the kernel sees to it, elsewhere a guard.

The guard is this module run as a process. It reads `+pid` and `-pid` lines, and when its input ends, because
the supervisor is gone, it kills what is left.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress

PR_SET_PDEATHSIG = 1


def die_with_parent() -> Callable[[], None] | None:
    """What a child runs before exec so that the kernel kills it with us; None where no kernel does."""
    if sys.platform != "linux":
        return None
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()

    def ask_the_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was killed between fork and prctl
            os._exit(1)

    return ask_the_kernel


class Guard:
    """The process that kills our children when we cannot."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", __name__], stdin=subprocess.PIPE, text=True, start_new_session=True
        )

    def tell(self, word: str, pid: int) -> None:
        """`+` a child lives, `-` it is gone."""
        assert self._process.stdin
        with suppress(BrokenPipeError):
            self._process.stdin.write(f"{word}{pid}\n")
            self._process.stdin.flush()


def left_behind(lines: Iterable[str]) -> set[int]:
    """The process ids that were announced and not taken back."""
    living: set[int] = set()
    for line in lines:
        pid = int(line[1:])
        if line[0] == "+":
            living.add(pid)
        else:
            living.discard(pid)
    return living


if __name__ == "__main__":
    for leftover in left_behind(sys.stdin):
        with suppress(ProcessLookupError):
            os.killpg(leftover, signal.SIGKILL)
