"""The same promises on PostgreSQL, whose ids and moments are types of their own."""

from __future__ import annotations

from collections.abc import Callable


def test_traces_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres(*(f"tests/chatapp/traces/test_{name}.py" for name in ("consent", "selection", "export")))
