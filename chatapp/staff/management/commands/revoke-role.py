"""`manage.py revoke-role EMAIL ROLE --reason WORDS`: takes a role; who has none left is no member of the staff."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.staff import arguments
from chatapp.staff.services import revoke_role


class Command(BaseCommand):
    help = "Takes a role of the staff from somebody. It is in the audit log."

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add(parser)

    def handle(self, *args: Any, email: str, role: str, reason: str, **options: Any) -> None:
        user = arguments.person(email)
        try:
            revoked = revoke_role(user=user, role=role, actor_id=None, reason=reason)
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{user.email} {'has no longer' if revoked else 'never had'} the role {role}.")
