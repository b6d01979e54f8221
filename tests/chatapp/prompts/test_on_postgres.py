"""Saved prompts on PostgreSQL, whose locks are other ones than SQLite's."""

from __future__ import annotations

from collections.abc import Callable


def test_saved_prompts_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    here = "tests/chatapp/prompts"
    on_postgres(f"{here}/test_services.py", f"{here}/test_api.py")
