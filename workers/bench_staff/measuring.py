"""Seconds, queries, and how the database went about the slowest of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection


@dataclass
class Asked:
    """The queries of a block: seconds, text and values each."""

    queries: list[tuple[float, str, Any]] = field(default_factory=list)

    def slowest(self, number: int) -> list[tuple[float, str, Any]]:
        selects = [each for each in self.queries if each[1].lstrip().startswith("SELECT")]
        return sorted(selects, key=lambda each: each[0], reverse=True)[:number]


@contextmanager
def asked() -> Iterator[Asked]:
    """Keep what is asked of the database in the block."""
    found = Asked()

    def keep(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            found.queries.append((time.perf_counter() - began, sql, params))

    with connection.execute_wrapper(keep):
        yield found


def plan(sql: str, params: Any) -> str:
    """How the database answers a query, with what it really took."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, BUFFERS) {sql}", params)
        return "\n".join(row[0] for row in cursor.fetchall())


def timed(work: Callable[[], object]) -> float:
    """Seconds."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
