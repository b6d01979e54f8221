"""What depends on the database, on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable


def test_orders_at_once_notices_and_the_ledgers_months(on_postgres: Callable[..., None]) -> None:
    folder = "tests/chatapp/paying"
    on_postgres(
        f"{folder}/test_notices.py",
        f"{folder}/test_usage.py",
        f"{folder}/test_checkout.py::test_orders_at_the_same_moment_are_one_page_and_one_team",
    )
