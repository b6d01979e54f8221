"""Data sets that earlier versions made, restored and brought to this one. Each release adds its own: README.md."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from chatapp.backup import reading

ROOT = Path(__file__).resolve().parents[2]
BACKUPS = sorted((Path(__file__).parent / "backups").glob("*.zip"))
LOOK = """
import json
from django.core.management import call_command
from django.db.models import Sum
from billing.models import UsageHold
from chatapp.attachments import storage
from chatapp.attachments.models import Attachment
from chatapp.conversations.models import Message
from chatapp.conversations.search import search
from chatapp.accounts.models import User
from chatapp.runs.models import Run
from chatapp.runs.store import load_state
person = User.objects.get(email="pro@demo.example")
done = Run.objects.filter(status="succeeded")
print(json.dumps({
    "holds": UsageHold.objects.aggregate(units=Sum("units"), tokens=Sum("tokens"), cost=Sum("cost_micros")),
    "states": sorted({load_state(run).status for run in done}),
    "answers": sorted({run.answer.text for run in done}),
    "found": len(search(person, "Schwalben")[0]),
    "files": [storage.facts(row.file) == (row.size, row.sha256) for row in Attachment.objects.all()],
    "signs_in": person.has_usable_password(),
}))
"""


@pytest.mark.parametrize("backup", BACKUPS, ids=lambda path: path.stem)
@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_an_earlier_versions_data_is_restored_and_brought_to_this_one(
    backup: Path, database: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment |= {"FRAGARIA_HOME": str(tmp_path)}
    environment.pop("DATABASE_URL", None)
    if database == "postgresql":
        environment["DATABASE_URL"] = request.getfixturevalue("new_postgres")

    def manage(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    manage("restore", str(backup))
    manage("migrate", "--check")
    with reading.opened(backup) as (_, manifest):
        sums = next(table.sums for table in manifest.tables if table.model == "billing.usagehold")
    seen = json.loads(manage("shell", "-v0", "-c", LOOK).splitlines()[-1])
    assert seen["holds"] == {"units": sums["units"], "tokens": sums["tokens"], "cost": sums["cost_micros"]}
    assert seen["states"] == ["answered"]
    assert seen["answers"] == ["37 * 48 - 19 = **1757**"]
    assert seen["found"] == 1
    assert seen["files"] == [True, True]
    assert seen["signs_in"]


def test_there_is_something_to_upgrade() -> None:
    assert BACKUPS
