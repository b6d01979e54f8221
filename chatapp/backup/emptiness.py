"""May a backup be restored here? Only where nothing can be overwritten."""

from __future__ import annotations

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from .manifest import BackupError, Manifest
from .tables import models_of

# What a new database has before anybody has used it; a restore puts the backup's in their place.
MADE_BY_MIGRATIONS = {
    "contenttypes.contenttype",
    "auth.permission",
    "auth.group",
    "auth.group_permissions",
    "audit.audithead",
}
ELSEWHERE = "Restore into a new database (DATABASE_URL) and a new data folder (FRAGARIA_HOME)."


def require_empty() -> None:
    """Raises BackupError where the database or the folder of attachments has anything in it."""
    there = set(connection.introspection.table_names())
    for model in models_of():
        if model._meta.label_lower in MADE_BY_MIGRATIONS or model._meta.db_table not in there:
            continue
        if _has_rows(model._meta.db_table):
            raise BackupError(f"The database is not empty: {model._meta.label} has rows. {ELSEWHERE}")
    if any(path.is_file() for path in settings.ATTACHMENTS_DIR.glob("*/*")):
        raise BackupError(f"The folder {settings.ATTACHMENTS_DIR} is not empty. {ELSEWHERE}")


def require_known_migrations(manifest: Manifest) -> list[tuple[str, str]]:
    """The migrations at which the backup was made: those that nothing else of it builds on. Raises BackupError where
    this version does not know one, or where the database is beyond them.
    """
    loader = MigrationExecutor(connection).loader
    wanted = {(app, name) for app, names in manifest.migrations.items() for name in names}
    if unknown := sorted(wanted - set(loader.graph.nodes)):
        app, name = unknown[0]
        raise BackupError(
            f"The backup is of a newer version ({manifest.version}): this one does not know {app}.{name}."
            " Install that version, or a later one."
        )
    if beyond := sorted((set(loader.applied_migrations) & set(loader.graph.nodes)) - wanted):
        app, name = beyond[0]
        raise BackupError(
            f"The database was prepared by a newer version than the backup's ({app}.{name} is not in it). {ELSEWHERE}"
        )
    return [
        node
        for node in sorted(wanted)
        if not any(
            child.key in wanted and child.key[0] == node[0] for child in loader.graph.node_map[node].children
        )
    ]


def _has_rows(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 (our own table)
        return cursor.fetchone() is not None
