"""`manage.py export-person EMAIL --to FILE --reason WORDS`: what a person may ask an operator for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.accounts.arguments import person
from chatapp.audit import log
from chatapp.leaving import person_file


class Command(BaseCommand):
    help = "Writes everything that there is of a person into one file. It is noted in the audit log, with the reason."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument(
            "--to", type=Path, required=True, metavar="FILE", help="a ZIP that is not there yet"
        )
        parser.add_argument("--reason", required=True, help="kept in the audit log; name nobody in it")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["email"])
        reason = options["reason"].strip()
        if not reason:
            raise CommandError("Say why: --reason is kept in the audit log.")
        # Before anything is written: no file without its entry.
        log.record(
            action="person.export", actor_id=None, object_type="user", object_id=user.pk, reason=reason
        )
        try:
            counts = person_file.write(user=user, path=options["to"])
        except FileExistsError:
            raise CommandError(f"{options['to']} is there already: choose another name.") from None
        except OSError as error:
            raise CommandError(f"Nothing was written: {error.strerror} ({error.filename}).") from error
        there = ", ".join(f"{number:,} {name}" for name, number in counts.items() if number)
        self.stdout.write(
            f"{options['to']}: {there}. It holds what somebody wrote: keep it safe, and delete it in time."
        )
