"""A past of so many answers, written by the database itself: services would take a day for it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.db import connection

from .sizes import Sizes

HERE = Path(__file__).parent
TABLES = (
    "accounts_user",
    "billing_billingaccount",
    "billing_subscriptionchange",
    "billing_usagehold",
    "billing_stripeevent",
    "runs_run",
    "runs_enginecall",
    "runs_runevent",
)


def load(sizes: Sizes, *, begin: datetime, end: datetime) -> None:
    """Fill the tables; `begin` and `end` are midnights, `days` apart."""
    numbers = {"runs": sizes.runs, "days": sizes.days, "busy": sizes.busy, "people": sizes.people}
    with connection.cursor() as cursor:
        for statement in filter(
            str.strip,
            "".join((HERE / name).read_text() for name in ("people.sql", "answers.sql")).split(";\n"),
        ):
            cursor.execute(statement, {**numbers, "begin": begin, "end": end})
        # As autovacuum would have done long before.
        for table in TABLES:
            cursor.execute(f"VACUUM ANALYZE {table}")
