"""Opens a backup and makes sure that it is whole, before anything is changed."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .manifest import FILES, MANIFEST, BackupError, Manifest

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, RuntimeError)


@contextmanager
def opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and what it says of itself. Raises BackupError for what is no backup, or was cut off."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError:
        raise BackupError(f"There is no file {path}.") from None
    except (zipfile.BadZipFile, OSError) as error:
        raise BackupError(f"{path} is no backup, or was cut off: its end is missing.") from error
    with archive:
        try:
            text = archive.read(MANIFEST)
        except DAMAGED as error:
            raise BackupError(f"{path} has no manifest, or a damaged one.") from error
        yield archive, Manifest.from_json(text)


def verify(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    """Read every member once and compare its checksum. Raises BackupError naming the first that differs."""
    for table in manifest.tables:
        _compare(archive, table.member, table.sha256)
    _compare(archive, FILES, manifest.files_sha256)
    for name, _, sha256 in files(archive):
        _compare(archive, f"files/{name}", sha256)
    known = 2 + len(manifest.tables) + manifest.files
    if len(archive.namelist()) != known:
        raise BackupError("The file was altered: it does not have the members that its manifest names.")


def files(archive: zipfile.ZipFile) -> Iterator[tuple[str, int, str]]:
    """The name, size and sha256 of each attachment."""
    with archive.open(FILES) as lines:
        for line in lines:
            told = json.loads(line)
            name = str(told["name"])
            if not name.isalnum():  # it becomes part of a path
                raise BackupError("The file was altered: it names an attachment that cannot be one.")
            yield name, int(told["size"]), str(told["sha256"])


def _compare(archive: zipfile.ZipFile, member: str, sha256: str) -> None:
    try:
        with archive.open(member) as content:
            found = hashlib.file_digest(content, "sha256").hexdigest()
    except DAMAGED as error:
        raise BackupError(f"The file is damaged: {member} cannot be read.") from error
    if found != sha256:
        raise BackupError(f"The file was altered: {member} is not what the manifest says.")
