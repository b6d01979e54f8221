"""Make the data ready: database, static files, demo accounts. It needs Django, so it is a process of its own.

Progress goes to standard error; standard output carries one JSON object, {accounts, password} in demo mode.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import OperationalError, connection

from .log import Log


def static_sources() -> str:
    """A fingerprint of every static file's place, size and time."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = os.stat(storage.path(path))
            digest.update(f"{storage.path(path)} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def collect_static(stamp: Path) -> None:
    """Collect when something changed since `stamp` was written."""
    sources = static_sources()
    if stamp.exists() and stamp.read_text() == sources and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(sources)


def demo_accounts() -> dict[str, object]:
    """Make sure of the demo accounts, and tell how to sign in."""
    from chatapp.accounts.demo import demo_password, ensure_demo_accounts

    accounts = [{"email": account.email, "label": account.label} for account in ensure_demo_accounts()]
    return {"accounts": accounts, "password": demo_password()}


def put_plans_on_sale() -> None:
    """Give the sandbox the catalogue. At Stripe itself nothing is changed unasked: there it is sync-plans."""
    from billing.catalogue import sync_plans

    sync_plans()


def main() -> int:
    """All steps; exit code 1 when the database cannot be reached."""
    django.setup()
    log = Log(sys.stderr, style=settings.LOG_FORMAT)
    try:
        connection.ensure_connection()
    except OperationalError as error:
        log.say(f"The database cannot be reached: {error}")
        return 1
    with log.step("Preparing the database"):
        call_command("migrate", interactive=False, verbosity=0)
    with log.step("Collecting the static files"):
        collect_static(settings.HOME / "static.stamp")
    result: dict[str, object] = {}
    if settings.DEMO:
        with log.step("Preparing the demo accounts"):
            result = demo_accounts()
    if settings.STRIPE_SANDBOX:
        with log.step("Preparing the Stripe sandbox"):
            put_plans_on_sale()
    json.dump(result, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
