"""What this process takes of its machine."""

from __future__ import annotations

import os
import resource
import sys
import threading
from contextlib import suppress
from pathlib import Path


def readings() -> dict[str, float]:
    """`resident_bytes`, `cpu_seconds`, `threads` and, where the system says, `open_files`."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    found: dict[str, float] = {
        "cpu_seconds": used.ru_utime + used.ru_stime,
        "threads": threading.active_count(),
        # The highest it has been, where nothing says what it is now: in bytes on macOS, in kilobytes elsewhere.
        "resident_bytes": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024),
    }
    with suppress(OSError, ValueError, IndexError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        found["resident_bytes"] = pages * os.sysconf("SC_PAGE_SIZE")
    with suppress(OSError):
        found["open_files"] = len(os.listdir("/proc/self/fd"))
    return found
