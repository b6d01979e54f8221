"""What a confined process may take, set by itself before it reads a single byte."""

from __future__ import annotations

import resource

SECONDS = 20  # of processor time; the clock gives it a little more
MEMORY = 1_500_000_000  # bytes of address space
WRITES = 64_000_000  # bytes of a file that it may write


def confine() -> None:
    """Limit time, memory, files and what may be written; no core dump, and no process of its own."""
    for what, limit in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, WRITES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows no limit on address space
            continue
