"""`manage.py backup`: everything of this installation into one file, while people go on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.backup import writing
from chatapp.backup.manifest import BackupError

NOT_IN_IT = (
    "Not in it: SECRET_KEY and the other variables, which you keep apart. Keys of model servers and second factors are"
    " in it, encrypted with SECRET_KEY: without that same key they cannot be opened. Who is signed in is left out.\n"
    "The file holds what people wrote: keep it where only you can read it."
)


class Command(BaseCommand):
    help = "Writes the database, the ledger and all attachments, as they are at one moment, into one file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--to",
            type=Path,
            default=settings.HOME / "backups",
            metavar="FOLDER",
            help="default: %(default)s",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] > 1 else lambda _: None
        try:
            path, manifest = writing.make(folder=options["to"], say=say)
        except BackupError as error:
            raise CommandError(f"No backup was made: {error}") from error
        except OSError as error:
            raise CommandError(f"No backup was made: {error.strerror} ({error.filename}).") from error
        rows = sum(table.rows for table in manifest.tables)
        self.stdout.write(
            f"{path}: {rows:,} rows of {len(manifest.tables)} tables and {manifest.files:,} attachments"
            f" ({path.stat().st_size:,} bytes)."
        )
        if manifest.files_missing:
            self.stdout.write(f"{manifest.files_missing:,} attachments had rows but no file.")
        self.stdout.write(NOT_IN_IT)
