"""Makes an installation out of a backup: all of it, or nothing."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, transaction

from chatapp.attachments import storage

from . import emptiness, loading, reading
from .copying import copy
from .manifest import BackupError, Manifest, secret_mark


def restore(*, path: Path, say: Callable[[str], object] = lambda _: None) -> Manifest:
    """Restore the backup at `path` into this installation's empty database and folder, and bring it to this version.

    The whole file is checked first, and what was loaded is counted and added up before it counts. Raises
    BackupError: then the database has no rows of the backup, though it may have its tables.
    """
    with reading.opened(path) as (archive, manifest):
        say("Checking the file")
        reading.verify(archive, manifest)
        emptiness.require_empty()
        targets = emptiness.require_known_migrations(manifest)
        say("Making the tables")
        models = loading.prepare(targets)
        written: list[str] = []
        try:
            with transaction.atomic():
                loading.load(archive, manifest, models, say)
                loading.compare(manifest, models)
                say("Writing the attachments")
                _write_files(archive, written)
        except BaseException as error:
            for name in written:
                storage.remove(name)
            if isinstance(error, DatabaseError):
                raise BackupError(f"The database refused the backup ({error}). Nothing was kept.") from error
            raise
    say("Bringing it to this version")
    call_command("migrate", interactive=False, verbosity=0)
    return manifest


def has_same_key(manifest: Manifest) -> bool:
    """Whether SECRET_KEY is the one that sealed what is encrypted in the backup."""
    return manifest.secret == secret_mark()


def _write_files(archive: zipfile.ZipFile, written: list[str]) -> None:
    for name, size, sha256 in reading.files(archive):
        written.append(name)
        with archive.open(f"files/{name}") as source, storage.create(name) as target:
            there = copy(source, target)
        if there != (size, sha256):
            raise BackupError(f"The attachment {name} was not written whole.")
