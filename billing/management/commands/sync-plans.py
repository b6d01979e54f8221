"""`manage.py sync-plans [--dry-run]`: products and prices at Stripe as the catalogue has them."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing.catalogue import sync_plans
from billing.gateway import GatewayError


class Command(BaseCommand):
    help = "Create or update Stripe's products and prices as the catalogue has them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would change, and change nothing"
        )

    def handle(self, *, dry_run: bool, **_: Any) -> None:
        try:
            changes = sync_plans(dry_run=dry_run)
        except GatewayError as error:
            raise CommandError(str(error)) from error
        for change in changes:
            self.stdout.write(f"{'would ' if dry_run else ''}{change}")
        if not changes:
            self.stdout.write("Stripe has the catalogue already.")
