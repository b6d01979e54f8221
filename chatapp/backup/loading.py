"""Puts a backup's rows into the tables, at the state of migrations at which it was made."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, Model, Sum

from .manifest import BackupError, Manifest, Table
from .tables import columns_of, from_line, models_of

CHUNK = 500
BATCH_BYTES = 4 << 20
Row = list[Any]


def prepare(targets: list[tuple[str, str]]) -> dict[str, type[Model]]:
    """Make the tables as they were in the backup, and return the models of that time by their names."""
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    state = MigrationExecutor(connection).loader.project_state(targets)
    return {model._meta.label_lower: model for model in models_of(state.apps)}


def load(
    archive: zipfile.ZipFile,
    manifest: Manifest,
    models: dict[str, type[Model]],
    say: Callable[[str], object],
) -> None:
    """Fill the tables, in the caller's transaction. Raises BackupError where a table does not fit."""
    pairs = [(table, _model_for(table, models)) for table in manifest.tables]
    for _, model in pairs:
        # What the migrations have made; the backup has its own.
        if model._base_manager.exists():
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608
    for table, model in pairs:
        _fill(archive, table, model)
        if table.rows:
            say(f"  {table.model}: {table.rows:,}")
    for statement in connection.ops.sequence_reset_sql(no_style(), [model for _, model in pairs]):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def compare(manifest: Manifest, models: dict[str, type[Model]]) -> None:
    """Count and add up what is in the tables now. Raises BackupError where it is not what the manifest says."""
    for table in manifest.tables:
        found = models[table.model]._base_manager.all()
        if (rows := found.count()) != table.rows:
            raise BackupError(f"{table.model} has {rows:,} rows in place of {table.rows:,}.")
        for name, expected in table.sums.items():
            total = found.aggregate(total=Sum(name, default=0))["total"]
            if total != expected:
                raise BackupError(f"The sum of {table.model}.{name} is {total:,} in place of {expected:,}.")


def _model_for(table: Table, models: dict[str, type[Model]]) -> type[Model]:
    model = models.get(table.model)
    if model is None:
        raise BackupError(f"The backup has a table that its migrations do not make: {table.model}.")
    if {field.attname for field in columns_of(model)} != set(table.columns):
        raise BackupError(f"The columns of {table.model} are not those that the backup's migrations make.")
    return model


def _fill(archive: zipfile.ZipFile, table: Table, model: type[Model]) -> None:
    by_name = {field.attname: field for field in columns_of(model)}
    # Migrations have them in another order than the models.
    fields = [by_name[name] for name in table.columns]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    # Not the models' own way, which would put today's date where a field keeps the time of a change.
    insert = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 (our own names)
    done = 0
    with archive.open(table.member) as lines, connection.cursor() as cursor:
        for batch in _batches(lines, fields):
            cursor.executemany(insert, batch)
            done += len(batch)
    if done != table.rows:
        raise BackupError(f"{table.model} has {done:,} lines in place of {table.rows:,}.")


def _batches(lines: Any, fields: list[Field[Any, Any]]) -> Iterator[list[Row]]:
    while some := list(_some(lines)):
        yield [
            [field.get_db_prep_save(value, connection) for field, value in zip(fields, row, strict=True)]
            for row in (from_line(line, fields) for line in some)
        ]


def _some(lines: Any) -> Iterator[bytes]:
    """Lines for one statement: CHUNK of them, or fewer long ones."""
    size = 0
    for line in islice(lines, CHUNK):
        yield line
        size += len(line)
        if size > BATCH_BYTES:
            return
