"""Counting, replacing a day and counting refusals at once hold on PostgreSQL too."""

from __future__ import annotations

from collections.abc import Callable


def test_figures_hold_on_postgres(on_postgres: Callable[..., None]) -> None:
    here = "tests/chatapp/dashboard"
    on_postgres(
        f"{here}/sources",
        f"{here}/test_rollup.py",
        f"{here}/test_refusals.py",
        "tests/billing/test_history.py",
    )
