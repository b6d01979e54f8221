"""Work spread over processes, with a line that says how far it is."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any, TypeVar

EVERY = 10  # lines of progress in all, where there is no terminal to write one line over and over

Job = TypeVar("Job")
Done = TypeVar("Done")


def spread(
    name: str,
    work: Callable[[Job], Done],
    jobs: Sequence[Job],
    *,
    processes: int,
    opened: Callable[..., None],
    given: tuple[Any, ...],
) -> Iterator[Done]:
    """What `work` makes of each job, in their order. Each process begins with `opened(*given)`.

    Processes are begun anew, not forked: an engine's threads would not come along.
    """
    if not jobs:
        return
    began = time.monotonic()
    executor = ProcessPoolExecutor(
        min(processes, len(jobs)), mp_context=get_context("spawn"), initializer=opened, initargs=given
    )
    try:
        for count, done in enumerate(executor.map(work, jobs), start=1):
            _tell(name, count, len(jobs), time.monotonic() - began)
            yield done
    finally:
        executor.shutdown(cancel_futures=True)


def _tell(name: str, count: int, whole: int, seconds: float) -> None:
    left = seconds / count * (whole - count)
    line = f"  {name}: {count:,} of {whole:,}, {seconds:.0f} s, {left:.0f} s left"
    if sys.stderr.isatty():
        print(f"\r{line:<60}", end="" if count < whole else "\n", file=sys.stderr, flush=True)
    elif count * EVERY // whole > (count - 1) * EVERY // whole:
        print(line, file=sys.stderr, flush=True)
