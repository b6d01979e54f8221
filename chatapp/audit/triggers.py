"""The database itself refuses to change or delete an entry, whoever asks.

A migration that makes the table anew on SQLite (most changes of a column do) must call `install` after it.
"""

from __future__ import annotations

from typing import Any

TABLE = "audit_auditentry"
REFUSED = "the audit log only grows"

SQLITE = {
    f"audit_no_{what}": f"CREATE TRIGGER audit_no_{what} BEFORE {what.upper()} ON {TABLE} "
    f"BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"
    for what in ("update", "delete")
}
POSTGRESQL = (
    "CREATE OR REPLACE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSED}'; END $$",
    f"CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON {TABLE} "
    "FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
    f"CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON {TABLE} "
    "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
)
POSTGRESQL_TRIGGERS = ("audit_no_change", "audit_no_truncate")


def install(connection: Any) -> None:
    """Put the triggers in the place of those that are there."""
    remove(connection)
    with connection.cursor() as cursor:
        for statement in SQLITE.values() if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def remove(connection: Any) -> None:
    """Take the triggers away, as a migration or a restore must for a moment."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
        else:
            for name in POSTGRESQL_TRIGGERS:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")
