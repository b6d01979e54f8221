"""Reading a database that others write to, as it is at one moment, without making them wait."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model

from .manifest import BackupError

CHUNK = 500


@contextmanager
def one_moment() -> Iterator[None]:
    """All reads in the block see the same state. SQLite's log of writes grows meanwhile, and shrinks afterwards."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    # Not `atomic`, which takes the write lock here (settings: IMMEDIATE).
    with connection.cursor() as cursor:
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT COUNT(*) FROM sqlite_master")  # from this read on it stands still
            yield
        finally:
            cursor.execute("ROLLBACK")


def migrations() -> dict[str, list[str]]:
    """The migrations that the database has, by app. Raises BackupError where this version's are not all there."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise BackupError("The database is of an earlier version: run `manage.py migrate` first.")
    found: dict[str, list[str]] = {}
    for app, name in sorted(executor.loader.applied_migrations):
        if (app, name) in executor.loader.graph.nodes:
            found.setdefault(app, []).append(name)
    return found


def rows(model: type[Model], fields: list[Field[Any, Any]]) -> Iterator[tuple[Any, ...]]:
    """All rows in the order of their keys, a few in memory at a time."""
    names = [field.attname for field in fields]
    return model._base_manager.order_by("pk").values_list(*names).iterator(chunk_size=CHUNK)
