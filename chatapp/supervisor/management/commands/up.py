"""`manage.py up`: start everything that Fragaria needs, and keep it running."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Starts what no variable names: Valkey, web, workers, schedule. Ctrl-C stops it in order."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        # The supervisor lives for months beside its children: a fresh process without Django stays small.
        os.environ["FRAGARIA_HOME"] = str(settings.HOME)
        os.chdir(settings.ROOT)
        colour = ["--no-color"] if options["no_color"] else []
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "chatapp.supervisor", *colour])  # noqa: S606
