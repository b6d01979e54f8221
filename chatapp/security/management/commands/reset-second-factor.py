"""`manage.py reset-second-factor EMAIL`: for somebody who lost phone, passkey and recovery codes."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chatapp.accounts.arguments import person
from chatapp.security.services import reset


class Command(BaseCommand):
    help = "Removes a person's passkeys, authenticator app and recovery codes, signs them out, and tells them by mail."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", default="", help="why; kept in the audit log, so name nobody in it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["email"])
        removed = reset(user=user, actor_id=None, reason=options["reason"])
        self.stdout.write(f"Removed {removed}. {user.email} signs in with the password alone now.")
