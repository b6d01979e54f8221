"""`manage.py up`: start everything that Fragaria needs, and keep it running."""

from __future__ import annotations

import os
import sys
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.supervisor import vllm
from chatapp.supervisor.preflight import Refusal


class Command(BaseCommand):
    help = "Starts what no variable names: Valkey, web, workers, schedule. Ctrl-C stops it in order."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--vllm",
            metavar="MODEL",
            help="also run a vLLM server with this model (a folder or a hub's name)",
        )
        parser.add_argument(
            "--vllm-args",
            default="",
            metavar="FLAGS",
            help="more flags for it: --vllm-args='--max-model-len 8192'",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # The supervisor lives for months beside its children: a fresh process without Django stays small.
        os.environ["FRAGARIA_HOME"] = str(settings.HOME)
        if options["vllm"]:
            try:
                vllm.put(
                    vllm.plan(
                        options["vllm"],
                        options["vllm_args"],
                        root=settings.ROOT,
                        python=settings.VLLM_PYTHON,
                        base_url=settings.ENGINE_BASE_URL,
                    )
                )
            except Refusal as refusal:
                raise CommandError(f"Fragaria does not start: {refusal}", returncode=2) from None
        os.chdir(settings.ROOT)
        colour = ["--no-color"] if options["no_color"] else []
        sys.stdout.flush()
        os.execv(sys.executable, [sys.executable, "-m", "chatapp.supervisor", *colour])  # noqa: S606
