"""Billing's promises on PostgreSQL, which locks rows where SQLite locks the file."""

from __future__ import annotations

from collections.abc import Callable

PARTS = (
    *("accounts", "teams", "quota", "settling", "ledger", "races", "credits", "spend", "usage", "refunds"),
    *("overrides", "slowdowns", "stops", "readings"),
    *("sync", "checkout", "changes", "inbox", "claims", "stripe_races", "paying", "disputes"),
)


def test_money_and_allowances_keep_their_promises_on_postgresql(on_postgres: Callable[..., None]) -> None:
    on_postgres(*(f"tests/billing/test_{part}.py" for part in PARTS), "tests/billing/mails/test_outbox.py")
