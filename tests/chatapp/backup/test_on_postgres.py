"""The moment that a backup shows, on a real PostgreSQL."""

from collections.abc import Callable


def test_nobody_waits_for_a_backup_and_it_stands_still(on_postgres: Callable[..., None]) -> None:
    on_postgres("tests/chatapp/backup/test_backup.py", "-k", "meanwhile or postgresql or secret")
