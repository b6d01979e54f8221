"""Saying what is done, and running commands."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CI = os.environ.get("CI") == "true"


def say(text: str) -> None:
    """One line, at once."""
    print(text, flush=True)


def run(
    command: Sequence[str | Path], *, environment: dict[str, str] | None = None, quiet: bool = False
) -> subprocess.CompletedProcess[str]:
    """Run in the repository's root. `quiet` keeps the output, in `.stdout`."""
    return subprocess.run(  # noqa: S603
        [str(word) for word in command],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )


@contextmanager
def step(text: str) -> Iterator[None]:
    """'text ...' at the beginning, the seconds at the end."""
    began = time.monotonic()
    say(f"{text} ...")
    yield
    say(f"  {time.monotonic() - began:.1f} s")
