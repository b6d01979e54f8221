"""`manage.py grant-role EMAIL ROLE --reason WORDS`: makes somebody a member of the staff, or gives another role."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.staff import arguments
from chatapp.staff.services import grant_role


class Command(BaseCommand):
    help = "Gives a role of the staff to somebody who has an account. It is in the audit log."

    def add_arguments(self, parser: CommandParser) -> None:
        arguments.add(parser)

    def handle(self, *args: Any, email: str, role: str, reason: str, **options: Any) -> None:
        user = arguments.person(email)
        try:
            granted = grant_role(user=user, role=role, actor_id=None, reason=reason)
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{user.email} {'has now' if granted else 'had already'} the role {role}.")
