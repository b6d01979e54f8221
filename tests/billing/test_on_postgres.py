"""The ledger's promises on PostgreSQL, which locks rows where SQLite locks the file."""

from __future__ import annotations

from collections.abc import Callable


def test_the_ledger_keeps_its_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres(
        *(
            f"tests/billing/test_{name}.py"
            for name in ("accounts", "quota", "settling", "ledger", "races", "teams")
        )
    )
