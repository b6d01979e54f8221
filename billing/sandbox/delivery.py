"""Webhooks of the sandbox: signed, retried, and on request lost, doubled or out of order."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from .world import world

Mode = Literal["normal", "duplicate", "reorder", "drop"]
RETRY_SECONDS = (1, 5, 30, 300, 3600)
ATTEMPTS = 20
# Sends a body with its signature and returns the HTTP status, 0 when nobody answered.
Post = Callable[[str, str], int]


def deliver(file: Path, post: Post, sign: Callable[[str], str], *, mode: Mode = "normal") -> int:
    """Send what is due, oldest first, and return how many arrived.

    `duplicate` sends everything twice, `reorder` newest first, `drop` gives everything up as undeliverable.
    """
    with world(file) as here:
        rows = here.sql.execute(
            "SELECT objects.id, objects.data FROM deliveries JOIN objects ON objects.id = deliveries.event"
            " WHERE due <= ? AND (status IS NULL OR status NOT BETWEEN 200 AND 299) AND attempts < ?"
            " ORDER BY objects.seq",
            (time.time(), ATTEMPTS),
        ).fetchall()
    if mode == "drop":
        with world(file) as here:
            here.sql.execute("UPDATE deliveries SET attempts = ? WHERE status IS NULL", (ATTEMPTS,))
        return 0
    arrived = 0
    for event, body in reversed(rows) if mode == "reorder" else rows:
        # Nothing is locked while the other side works: it will ask us for more.
        text, status = json.dumps(json.loads(body), indent=2), 0
        for _ in range(2 if mode == "duplicate" else 1):
            status = post(text, sign(text))
        arrived += 200 <= status < 300
        _note(file, event, status)
    return arrived


def _note(file: Path, event: str, status: int) -> None:
    with world(file) as here:
        (attempts,) = here.sql.execute("SELECT attempts FROM deliveries WHERE event = ?", (event,)).fetchone()
        wait = RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)]
        here.sql.execute(
            "UPDATE deliveries SET attempts = ?, status = ?, due = ? WHERE event = ?",
            (attempts + 1, status, time.time() + wait, event),
        )
