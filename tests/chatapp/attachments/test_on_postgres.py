"""Files on PostgreSQL, whose locks are other ones than SQLite's."""

from __future__ import annotations

from collections.abc import Callable

PARTS = ("sending", "purging", "races", "api")


def test_files_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres(*(f"tests/chatapp/attachments/test_{part}.py" for part in PARTS))
