"""The promises of runs on PostgreSQL, which locks rows where SQLite locks the file."""

from __future__ import annotations

from collections.abc import Callable


def test_runs_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres(
        *(
            f"tests/chatapp/runs/test_{name}.py"
            for name in (
                "races",
                "services",
                "routing",
                "lease",
                "finish",
                "reaper",
                "settle",
                "made_fast",
                "limit_races",
            )
        )
    )
