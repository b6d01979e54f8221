"""`manage.py erase-person EMAIL --reason WORDS`: erases somebody at once, as the law may ask of an operator."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.accounts.arguments import person
from chatapp.leaving.erasing import NotYet, erase_at_once
from chatapp.leaving.selectors import hindrances


class Command(BaseCommand):
    help = "Erases a person and everything of theirs, now and for good. Invoices and sums stay without them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--reason", required=True, help="kept with the tombstone; name nobody in it")
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        user = person(options["email"])
        if reasons := hindrances(user):
            raise CommandError("\n".join(reasons))
        if (
            not options["yes"]
            and input("Type the address again to erase this person: ").strip() != user.email
        ):
            raise CommandError("Nothing was erased.")
        try:
            erasure = erase_at_once(user=user, reason=options["reason"])
        except NotYet as error:
            raise CommandError(f"It has begun and goes on by itself, but waits: {error}") from None
        there = ", ".join(f"{number} {name}" for name, number in erasure.counts.items())
        self.stdout.write(f"Erased {erasure.pk}: {there}.")
