"""An installation that has something to lose, and others to restore it into."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chatapp.accounts.models import User
from chatapp.attachments import storage
from chatapp.attachments.models import Attachment
from chatapp.runs.models import EngineCall, Run

ROOT = Path(__file__).resolve().parents[3]
ODD = "Ünïcode \U0001f426 \u2028 and\nlines \\ \" ' </script> مع السلامة"


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"


@pytest.fixture
def filled(owner: User, ask: Callable[..., Run], db: None) -> Run:
    """Conversations, runs, the ledger, a file and bytes."""
    for number in range(3):
        run = ask(f"{ODD} {number}")
        used = {"generated": 2**31 - 1, "cost_micros": 10**12 + number}
        EngineCall.objects.create(run=run, attempt=1, call=number, purpose="sample", model="m", **used)
    name = storage.write([b"\x00\x01file"], most=100)
    assert name
    size, sha256 = storage.facts(name)
    Attachment.objects.create(
        user=owner,
        message=run.answer,
        name=ODD[:50],
        file=name,
        kind="text",
        mime="text/plain",
        size=size,
        sha256=sha256,
    )
    return run


class Installation:
    """Another one: a folder and a database of its own."""

    def __init__(self, home: Path, database: str = "") -> None:
        self.home = home
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DJANGO_SETTINGS_MODULE", "DATABASE_URL")
        } | {"FRAGARIA_HOME": str(home)}
        if database:
            self.environment["DATABASE_URL"] = database

    def manage(self, *arguments: str, fails: bool = False) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=300,
        )  # fmt: skip
        assert bool(done.returncode) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr


@pytest.fixture
def elsewhere(tmp_path: Path) -> Installation:
    """Empty, on SQLite."""
    return Installation(tmp_path / "elsewhere")


@pytest.fixture
def on_another_postgres(new_postgres: str, tmp_path: Path) -> Installation:
    """Empty, on PostgreSQL."""
    return Installation(tmp_path / "postgres", new_postgres)
