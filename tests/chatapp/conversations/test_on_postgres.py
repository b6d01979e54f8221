"""Conversations on PostgreSQL, whose index and whose locks are other ones than SQLite's."""

from __future__ import annotations

from collections.abc import Callable

PARTS = (
    *("search", "services", "selectors", "filing", "beginning", "clearing"),
    *("forking", "sharing", "exporting", "api"),
)


def test_conversations_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    here = "tests/chatapp/conversations"
    on_postgres(f"{here}/importing", *(f"{here}/test_{part}.py" for part in PARTS))
