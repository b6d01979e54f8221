"""Webhooks of the sandbox: signed, retried, and on request lost, doubled or out of order."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from .world import World, world

Mode = Literal["normal", "duplicate", "reorder", "drop"]
MODES: tuple[Mode, ...] = get_args(Mode)
RETRY_SECONDS = (1, 5, 30, 300, 3600)
ATTEMPTS = 20
# What one round takes, and for how long it is that round's: another one, of a second worker, leaves it alone.
ROUND, CLAIM_SECONDS = 100, 120
# Sends a body with its signature and returns the HTTP status, 0 when nobody answered.
Post = Callable[[str, str], int]


@dataclass(frozen=True, slots=True)
class Sent:
    """How far an event has come. `state` is delivered, waiting, failing or lost; `due` in seconds since the epoch."""

    event: str
    type: str
    created: int
    state: Literal["delivered", "waiting", "failing", "lost"]
    attempts: int
    status: int | None
    due: float


def mode_of(file: Path) -> Mode:
    """How webhooks are delivered now."""
    with world(file) as here:
        return _mode(here)


def set_mode(file: Path, mode: Mode) -> None:
    with world(file) as here:
        here.put({"id": "delivery_mode", "object": "setting", "value": mode})


def deliver(file: Path, post: Post, sign: Callable[[str], str], *, mode: Mode | None = None) -> int:
    """Send what is due, oldest first, at most ROUND events, and return how many arrived.

    `duplicate` sends everything twice, `reorder` newest first, `drop` gives everything up as undeliverable; without
    a mode the one that was set counts.
    """
    with world(file) as here:
        mode = mode or _mode(here)
        if mode == "drop":
            here.sql.execute("UPDATE deliveries SET attempts = ? WHERE status IS NULL", (ATTEMPTS,))
            return 0
        rows = _claimed(here)
    arrived = 0
    for event, body in reversed(rows) if mode == "reorder" else rows:
        # Nothing is locked while the other side works: it will ask us for more.
        text, status = json.dumps(json.loads(body), indent=2), 0
        for _ in range(2 if mode == "duplicate" else 1):
            status = post(text, sign(text))
        arrived += 200 <= status < 300
        _note(file, event, status)
    return arrived


def recent(file: Path, limit: int = 50) -> list[Sent]:
    """The latest events, newest first."""
    with world(file) as here:
        rows = here.sql.execute(
            "SELECT objects.data, attempts, status, due FROM deliveries JOIN objects ON objects.id = deliveries.event"
            " ORDER BY objects.seq DESC LIMIT ?",
            (limit,),
        ).fetchall()
    return [_sent(json.loads(data), attempts, status, due) for data, attempts, status, due in rows]


def waiting(file: Path) -> int:
    """How many events are still to be delivered."""
    with world(file) as here:
        row = here.sql.execute(
            "SELECT COUNT(*) FROM deliveries WHERE (status IS NULL OR status NOT BETWEEN 200 AND 299) AND attempts < ?",
            (ATTEMPTS,),
        ).fetchone()
    return int(row[0])


def _mode(here: World) -> Mode:
    held = here.all("setting", id="delivery_mode")
    mode: Mode = held[0]["value"] if held else "normal"
    return mode


def _claimed(here: World) -> list[tuple[str, str]]:
    now = time.time()
    rows = here.sql.execute(
        "SELECT objects.id, objects.data FROM deliveries JOIN objects ON objects.id = deliveries.event"
        " WHERE due <= ? AND (status IS NULL OR status NOT BETWEEN 200 AND 299) AND attempts < ?"
        " ORDER BY objects.seq LIMIT ?",
        (now, ATTEMPTS, ROUND),
    ).fetchall()
    until = [(now + CLAIM_SECONDS, event) for event, _ in rows]
    here.sql.executemany("UPDATE deliveries SET due = ? WHERE event = ?", until)
    return rows


def _note(file: Path, event: str, status: int) -> None:
    with world(file) as here:
        (attempts,) = here.sql.execute("SELECT attempts FROM deliveries WHERE event = ?", (event,)).fetchone()
        wait = RETRY_SECONDS[min(attempts, len(RETRY_SECONDS) - 1)]
        here.sql.execute(
            "UPDATE deliveries SET attempts = ?, status = ?, due = ? WHERE event = ?",
            (attempts + 1, status, time.time() + wait, event),
        )
        if 200 <= status < 300:
            here.put(here.get("event", event) | {"pending_webhooks": 0})


def _sent(event: dict[str, object], attempts: int, status: int | None, due: float) -> Sent:
    state: Literal["delivered", "waiting", "failing", "lost"] = "waiting"
    if status is not None and 200 <= status < 300:
        state = "delivered"
    elif attempts >= ATTEMPTS:
        state = "lost"
    elif attempts:
        state = "failing"
    id_, type_, created = str(event["id"]), str(event["type"]), int(str(event["created"]))
    return Sent(id_, type_, created, state, attempts, status, due)
