"""The sandbox's state: Stripe objects in a SQLite file, one write transaction a request."""

from __future__ import annotations

import json
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .errors import Declined, missing

Obj = dict[str, Any]
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS deliveries (
    event TEXT PRIMARY KEY, attempts INTEGER NOT NULL DEFAULT 0, due REAL NOT NULL, status INTEGER);
CREATE TABLE IF NOT EXISTS clock (ahead INTEGER NOT NULL);
"""


class World:
    """One transaction in the sandbox. `now` is its clock, in seconds since the epoch."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.sql = connection
        row = connection.execute("SELECT ahead FROM clock").fetchone()
        self.now = int(time.time()) + (row[0] if row else 0)

    def move_clock(self, now: int) -> None:
        """Set the clock; it runs on from there."""
        self.sql.execute("DELETE FROM clock")
        self.sql.execute("INSERT INTO clock VALUES (?)", (now - int(time.time()),))
        self.now = now

    def new_id(self, prefix: str) -> str:
        return f"{prefix}_sbx{secrets.token_hex(10)}"

    def get(self, kind: str, id_: str) -> Obj:
        """Raises ApiError 404."""
        row = self.sql.execute("SELECT data FROM objects WHERE id = ? AND kind = ?", (id_, kind)).fetchone()
        if row is None:
            raise missing(kind, id_)
        found: Obj = json.loads(row[0])
        return found

    def all(self, kind: str, **equal: Any) -> list[Obj]:
        """The objects of a kind whose fields are `equal`, newest first."""
        rows = self.sql.execute("SELECT data FROM objects WHERE kind = ? ORDER BY seq DESC", (kind,))
        found = (json.loads(row[0]) for row in rows.fetchall())
        return [each for each in found if all(each.get(name) == value for name, value in equal.items())]

    def put(self, obj: Obj) -> Obj:
        """Store an object, new or changed."""
        self.sql.execute(
            "INSERT INTO objects (id, kind, data) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET data = excluded.data",
            (obj["id"], obj["object"], json.dumps(obj)),
        )
        return obj

    def remove(self, obj: Obj) -> None:
        """Forget an object."""
        self.sql.execute("DELETE FROM objects WHERE id = ?", (obj["id"],))

    def emit(self, type_: str, obj: Obj, **previous: Any) -> None:
        """Record an event about an object as it is now; `previous` are the values that it changed."""
        data: Obj = {"object": obj}
        if previous:
            data["previous_attributes"] = previous
        event = {
            "id": self.new_id("evt"), "object": "event", "api_version": "2026-10-28.endive", "created": self.now,
            "data": data, "livemode": False, "pending_webhooks": 1, "request": None, "type": type_,
        }  # fmt: skip
        self.put(event)
        self.sql.execute("INSERT INTO deliveries (event, due) VALUES (?, ?)", (event["id"], time.time()))

    def save(self, type_: str, obj: Obj, **previous: Any) -> Obj:
        """`put` and `emit` in one."""
        self.put(obj)
        self.emit(type_, obj, **previous)
        return obj


@contextmanager
def world(file: Path) -> Iterator[World]:
    """A transaction, written unless an error other than Declined ends it."""
    connection = sqlite3.connect(file, timeout=20, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'clock'").fetchone():
            for statement in SCHEMA.split(";"):
                connection.execute(statement)
        try:
            yield World(connection)
        except Declined:
            connection.execute("COMMIT")
            raise
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")
    finally:
        connection.close()
