"""Makes a backup."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection
from django.db.models import Model

from chatapp import private
from chatapp.attachments import storage
from chatapp.attachments.models import Attachment

from . import snapshot
from .copying import copy
from .manifest import FILES, FORMAT, MANIFEST, Manifest, Table, secret_mark, version
from .tables import SUMS, columns_of, models_of, to_line


def make(*, folder: Path, say: Callable[[str], object] = lambda _: None) -> tuple[Path, Manifest]:
    """Write `fragaria-<moment>.zip` into `folder`, which is made, and return it with its manifest.

    It has its name only when it is whole. Raises BackupError and OSError (the disk is full).
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    path = folder / f"fragaria-{now:%Y%m%dT%H%M%SZ}.zip"
    part = path.with_suffix(".part")
    manifest = Manifest(
        FORMAT, version(), now.isoformat(), connection.vendor, snapshot.migrations(), secret_mark()
    )
    try:
        with (
            open(part, "xb", opener=private.opener) as file,
            zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive,
            snapshot.one_moment(),
        ):
            for model in models_of():
                manifest.tables.append(_add_table(archive, model))
                say(f"{manifest.tables[-1].model}: {manifest.tables[-1].rows:,}")
            names = Attachment._base_manager.order_by("pk").values_list("file", flat=True)
            _add_files(archive, names.iterator(chunk_size=snapshot.CHUNK), manifest)
            archive.writestr(MANIFEST, manifest.to_json())
        with part.open("rb") as file:
            os.fsync(file.fileno())
        part.rename(path)
    except BaseException:
        with suppress(FileNotFoundError):
            part.unlink()
        raise
    return path, manifest


def _add_table(archive: zipfile.ZipFile, model: type[Model]) -> Table:
    label, fields = model._meta.label_lower, columns_of(model)
    table = Table(label, f"tables/{label}.jsonl", [field.attname for field in fields])
    summed = [(table.columns.index(name), name) for name in SUMS.get(label, ())]
    table.sums = dict.fromkeys(SUMS.get(label, ()), 0)
    digest = hashlib.sha256()
    with archive.open(table.member, "w", force_zip64=True) as member:
        for row in snapshot.rows(model, fields):
            line = to_line(row)
            digest.update(line)
            member.write(line)
            table.rows += 1
            for place, name in summed:
                table.sums[name] += row[place]
    table.sha256 = digest.hexdigest()
    return table


def _add_files(archive: zipfile.ZipFile, names: Iterable[str], manifest: Manifest) -> None:
    digest = hashlib.sha256()
    # Aside, for an archive takes one member at a time; in memory while it is small.
    with tempfile.SpooledTemporaryFile(8 << 20) as listed:
        for name in names:
            try:
                source = storage.path_of(name).open("rb")
            except FileNotFoundError:  # deleted since the rows stood still
                manifest.files_missing += 1
                continue
            # Stored as they are: most are compressed already.
            with source, archive.open(zipfile.ZipInfo(f"files/{name}"), "w", force_zip64=True) as member:
                size, sha256 = copy(source, member)
            line = json.dumps({"name": name, "size": size, "sha256": sha256}).encode() + b"\n"
            listed.write(line)
            digest.update(line)
            manifest.files += 1
            manifest.file_bytes += size
        listed.seek(0)
        with archive.open(FILES, "w", force_zip64=True) as member:
            shutil.copyfileobj(listed, member)
    manifest.files_sha256 = digest.hexdigest()
