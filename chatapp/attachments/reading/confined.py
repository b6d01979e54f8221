"""A process of its own for what parses other people's PDFs and pictures: it ends in time, and takes no more memory
than it is given. What it says is read as data.
"""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from .found import Found, Kind, Unreadable
from .guard import SECONDS

logger = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parent.parent.parent.parent
AT_ONCE = 2  # in one process: each may take a core and its whole memory
LARGEST = 8_000_000  # bytes of what it may say
_room = threading.BoundedSemaphore(AT_ONCE)


def read(path: Path, kind: Kind) -> Found:
    """What is in the PDF or picture at `path`; a picture is replaced by one made anew. Raises Unreadable."""
    with tempfile.TemporaryFile() as said:
        # What a person may not wait for: many of them at once wait for each other.
        with _room:
            try:
                done = subprocess.run(  # noqa: S603
                    [sys.executable, "-E", "-s", "-m", f"{__package__}.child", kind, str(path)],
                    cwd=ROOT,
                    env={"LC_ALL": "C.UTF-8"},
                    stdin=subprocess.DEVNULL,
                    stdout=said,
                    stderr=subprocess.PIPE,
                    timeout=SECONDS + 5,
                )
            except subprocess.TimeoutExpired:
                raise Unreadable("slow") from None
        said.seek(0)
        answer = said.read(LARGEST + 1)
    if done.returncode or len(answer) > LARGEST:
        # The error's name alone: what it says may be words of the file.
        error = done.stderr.decode(errors="replace").strip().rpartition("\n")[2].partition(":")[0]
        logger.warning("a %s could not be read (exit code %s): %s", kind, done.returncode, error)
        # A signal: its time or its memory was used up.
        raise Unreadable("slow" if done.returncode < 0 else "damaged")
    return _found(kind, json.loads(answer))


def _found(kind: Kind, said: dict[str, Any]) -> Found:
    if code := said.get("refused"):
        raise Unreadable(str(code), str(said.get("detail", "")))
    return Found(kind, **said)
