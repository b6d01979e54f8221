"""Locks, filters and the block list hold on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable


def test_moderation_holds_on_postgres(on_postgres: Callable[..., None]) -> None:
    on_postgres("tests/chatapp/moderation", "--ignore=tests/chatapp/moderation/test_on_postgres.py")
