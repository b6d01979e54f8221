"""A backup, and an installation made out of it."""

from __future__ import annotations

import json
import os
import threading
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from billing.models import UsageHold
from chatapp.backup import emptiness, reading, restoring, writing
from chatapp.backup.manifest import MANIFEST, BackupError, Manifest
from chatapp.runs.models import Run

from .conftest import Installation

pytestmark = pytest.mark.django_db(transaction=True)


def manifest_of(folder: Path) -> Manifest:
    (path,) = folder.glob("*.zip")
    with reading.opened(path) as (archive, manifest):
        reading.verify(archive, manifest)
    return manifest


def kept(manifest: Manifest) -> dict[str, tuple[int, dict[str, int]]]:
    return {table.model: (table.rows, table.sums) for table in manifest.tables}


@pytest.fixture
def backup(filled: Run, tmp_path: Path) -> Path:
    return writing.make(folder=tmp_path / "backups")[0]


def test_what_is_restored_is_byte_for_byte_what_was_backed_up(backup: Path, elsewhere: Installation) -> None:
    said = elsewhere.manage("restore", str(backup))
    assert "counts and sums are the same" in said
    again = elsewhere.home / "again"
    elsewhere.manage("backup", "--to", str(again))
    before, after = manifest_of(backup.parent), manifest_of(again)
    assert kept(after) == kept(before)
    assert [table.sha256 for table in after.tables] == [table.sha256 for table in before.tables]
    assert (
        (after.files, after.files_sha256) == (before.files, before.files_sha256) == (1, before.files_sha256)
    )
    assert before.tables[[t.model for t in before.tables].index("billing.usagehold")].sums["units"] == 3
    assert "not empty" in elsewhere.manage("restore", str(backup), fails=True)
    found = elsewhere.manage("shell", "-v0", "-c", SEARCH)
    assert found.split()[-1] == "True", "the search index was not made anew"


SEARCH = """
from chatapp.accounts.models import User
from chatapp.conversations import search
print(len(search.search(User.objects.get(email="owner@example.org"), "Unicode")[0]) == 3)
"""


def test_the_way_up_a_backup_of_either_database_is_restored_into_postgresql(
    backup: Path, on_another_postgres: Installation
) -> None:
    on_another_postgres.manage("restore", str(backup))
    again = on_another_postgres.home / "again"
    on_another_postgres.manage("backup", "--to", str(again))
    before, after = manifest_of(backup.parent), manifest_of(again)
    assert after.database == "postgresql"
    assert kept(after) == kept(before)
    same = {"billing.usagehold", "conversations.conversation", "attachments.attachment", "runs.enginecall"}
    assert {t.model: t.sha256 for t in after.tables if t.model in same} == {
        t.model: t.sha256 for t in before.tables if t.model in same
    }
    # The next row gets a number that is free.
    on_another_postgres.manage("shell", "-v0", "-c", NEXT)


NEXT = """
from chatapp.runs.models import EngineCall
EngineCall.objects.create(attempt=1, call=9, purpose="sample", model="m")
"""


def test_what_is_written_meanwhile_is_not_in_it(filled: Run, tmp_path: Path) -> None:
    told: list[str] = []

    def write() -> None:
        Run.objects.filter(pk=filled.pk).update(message="later")
        UsageHold.objects.update(units=9)
        connection.close()

    def say(line: str) -> None:
        if not told:
            writer = threading.Thread(target=write)
            writer.start()
            writer.join(20)
            assert not writer.is_alive(), "a backup made a writer wait"
        told.append(line)

    _, manifest = writing.make(folder=tmp_path, say=say)
    assert kept(manifest)["billing.usagehold"] == (3, {"units": 3, "tokens": 0, "cost_micros": 0})
    with reading.opened(next(tmp_path.glob("*.zip"))) as (archive, _):
        assert b'"later"' not in archive.read("tables/runs.run.jsonl")


def test_it_holds_no_secret_of_the_installation_and_nobodys_session(
    backup: Path, owner: Any, client: Any, settings: Any
) -> None:
    with zipfile.ZipFile(backup) as archive:
        for name in archive.namelist():
            assert settings.SECRET_KEY.encode() not in archive.read(name)
        assert not [name for name in archive.namelist() if "session" in name]
    assert backup.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("left", [0.0, 0.5, 0.999])
def test_a_file_that_was_cut_off_is_refused(backup: Path, left: float) -> None:
    os.truncate(backup, int(backup.stat().st_size * left))
    with pytest.raises(BackupError, match="cut off"):
        restoring.restore(path=backup)


def test_an_altered_file_is_refused(backup: Path, tmp_path: Path) -> None:
    def change(member: str, content: Callable[[bytes], bytes]) -> Path:
        path = tmp_path / "altered.zip"
        with zipfile.ZipFile(backup) as source, zipfile.ZipFile(path, "w") as target:
            for name in source.namelist():
                target.writestr(name, content(source.read(name)) if name == member else source.read(name))
        return path

    ledger = "tables/billing.usagehold.jsonl"
    for altered in (
        change(ledger, lambda text: text.replace(b"held", b"gone")),
        change(ledger, lambda text: b""),
        change("files.jsonl", lambda text: text.replace(b'"name": "', b'"name": "../../')),
        change(MANIFEST, lambda text: text.replace(b'"files": 1', b'"files": 2')),
    ):
        with pytest.raises(BackupError, match="altered"):
            restoring.restore(path=altered)
    with zipfile.ZipFile(backup) as archive:
        start = archive.getinfo(ledger).header_offset
    flipped = bytearray(backup.read_bytes())
    flipped[start + 120] ^= 0xFF
    backup.write_bytes(flipped)
    with pytest.raises(BackupError, match=r"damaged|altered"):
        restoring.restore(path=backup)


def test_a_backup_of_a_newer_version_is_refused_in_words(backup: Path) -> None:
    with reading.opened(backup) as (_, manifest):
        manifest.migrations["runs"].append("9999_tomorrow")
    with pytest.raises(BackupError, match=r"newer version .* does not know runs.9999_tomorrow"):
        emptiness.require_known_migrations(manifest)
    text = manifest.to_json()
    told = json.loads(text) | {"format": 2}
    with pytest.raises(BackupError, match="format 2"):
        Manifest.from_json(json.dumps(told).encode())


def test_a_database_that_has_anything_in_it_is_refused(backup: Path) -> None:
    with pytest.raises(BackupError, match="not empty"):
        restoring.restore(path=backup)


def test_a_disk_that_is_full_leaves_no_half_of_a_file(
    filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> Iterator[Any]:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(writing.snapshot, "rows", full)
    with pytest.raises(CommandError, match="No space left on device"):
        call_command("backup", "--to", str(tmp_path / "backups"))
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_file_that_is_gone_is_counted_and_no_reason_to_stop(
    filled: Run, tmp_path: Path, settings: Any
) -> None:
    for path in settings.ATTACHMENTS_DIR.glob("*/*"):
        path.unlink()
    _, manifest = writing.make(folder=tmp_path / "backups")
    assert (manifest.files, manifest.files_missing) == (0, 1)
