"""Finding answers and claiming them hold on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable


def test_answers_are_found_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres("tests/chatapp/explorer/test_runs.py", "tests/chatapp/runs/test_claims.py")
