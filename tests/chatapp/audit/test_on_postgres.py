"""The log on PostgreSQL, whose locks and triggers are others."""

from __future__ import annotations

from collections.abc import Callable


def test_the_log_holds_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres("tests/chatapp/audit/test_log.py", "tests/chatapp/staff/test_roles.py")
