"""`manage.py restore FILE`: a backup into an empty installation, on SQLite or PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.backup import restoring
from chatapp.backup.manifest import BackupError


class Command(BaseCommand):
    help = "Restores a backup into an empty database and an empty folder of attachments; refuses any others."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = restoring.restore(path=options["file"], say=self.stdout.write)
        except BackupError as error:
            raise CommandError(f"Nothing was restored: {error}") from error
        except OSError as error:
            raise CommandError(f"Nothing was restored: {error.strerror} ({error.filename}).") from error
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(
            f"Restored: {rows:,} rows and {manifest.files:,} attachments; counts and sums are the same."
        )
        if not restoring.has_same_key(manifest):
            self.stdout.write(
                "SECRET_KEY is another one than when the backup was made: keys of model servers and second factors"
                " cannot be opened until the old one is in SECRET_KEY_FALLBACKS."
            )
