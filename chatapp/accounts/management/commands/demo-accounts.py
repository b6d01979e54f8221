"""`manage.py demo-accounts`: makes demo mode's ready accounts and prints how to use them."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chatapp.accounts.demo import demo_password, ensure_demo_accounts


class Command(BaseCommand):
    help = "Makes the demo accounts that are missing, and prints their addresses and password."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Demo accounts exist in demo mode only (FRAGARIA_MODE=demo).")
        for account in ensure_demo_accounts():
            self.stdout.write(f"{account.email:20} {account.description}")
        self.stdout.write(f"Password of all: {demo_password()}")
