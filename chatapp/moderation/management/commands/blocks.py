"""The block list from a shell: what is on it, adding to it, taking off it."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management import BaseCommand, CommandError

from chatapp.moderation import blocking, entries
from chatapp.moderation.models import Block


class Command(BaseCommand):
    help = (
        "Lists who may not sign up or in; `add KIND VALUE` and `remove KIND VALUE` change it, with --reason."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", nargs="?", choices=["list", "add", "remove"], default="list")
        parser.add_argument("kind", nargs="?", choices=Block.Kind.values)
        parser.add_argument("value", nargs="?", help="a@example.org, example.org, or 192.0.2.0/24")
        parser.add_argument("--reason", default="")
        parser.add_argument("--days", type=int, help="without it: until it is removed")

    def handle(self, *, action: str, kind: str | None, value: str | None, **given: Any) -> None:
        if action == "list":
            for row in Block.objects.order_by("created_at").iterator():
                until = f" until {row.until:%Y-%m-%d %H:%M} UTC" if row.until else ""
                self.stdout.write(f"{row.kind} {row.value}{until}: {row.reason}")
            return
        if not kind or not value:
            raise CommandError(f"Say what to {action}: blocks {action} domain example.org --reason '…'")
        try:
            if action == "add":
                blocking.add(kind=kind, value=value, reason=given["reason"], days=given["days"])
            else:
                found = Block.objects.filter(kind=kind, value=entries.plain(kind, value)).first()
                if found is None:
                    raise CommandError(f"{value} is not on the list.")
                blocking.remove(block_id=found.pk, reason=given["reason"])
        except ValueError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{kind} {value}: {'blocked' if action == 'add' else 'blocked no longer'}")
