"""`manage.py sandbox-check`: how this machine confines the programs that answers contain."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import BaseCommand

from reasoning.sandbox.selftest import Report, examine
from reasoning.sandbox.tiers import TIERS


class Command(BaseCommand):
    help = "Lets canaries loose in each tier of the sandbox. Exit code 0 when a tier holds, 1 when none does."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        reports = [examine(tier) for tier in TIERS]
        for report in reports:
            self._print(report)
        if used := next((report for report in reports if report.works), None):
            self.stdout.write(f"Programs run in tier {used.tier.name}.")
            return
        self.stdout.write("Programs are never run on this machine: such answers stay unverified (tier C).")
        sys.exit(1)

    def _print(self, report: Report) -> None:
        verdict = "works" if report.works else "not here" if report.problem else "DOES NOT HOLD"
        self.stdout.write(f"Tier {report.tier.name}: {verdict}. {report.tier.words}")
        if report.problem:
            self.stdout.write(f"  {report.problem}")
        for canary in report.canaries:
            self.stdout.write(f"  {canary.name}: {'held' if canary.held else f'GOT OUT, {canary.through}'}")
        self.stdout.write("")
