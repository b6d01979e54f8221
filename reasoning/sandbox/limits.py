"""How much a program may use. One process without threads, so the address space is the whole memory limit."""

from __future__ import annotations

MEGABYTE = 1024 * 1024

SECONDS = 5.0  # of computing, unless the caller says otherwise
MEMORY_BYTES = 512 * MEGABYTE
FILE_BYTES = 16 * MEGABYTE
OPEN_FILES = 64
OUTPUT_BYTES = 64 * 1024  # of standard output, and as much of standard error
PROGRAM_BYTES = 256 * 1024
STDIN_BYTES = 4 * MEGABYTE
AT_ONCE = 2  # programs of one worker process


def clock_seconds(computing: float) -> float:
    """The wall clock limit in seconds: room for a busy machine, and for sleep that computes nothing."""
    return 2 * computing + 2
