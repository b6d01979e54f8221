"""`manage.py verify-audit`: is the audit log whole, and if not, where does it break? Then the exit code is 1."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chatapp.audit.log import check
from chatapp.audit.models import AuditEntry, AuditHead


class Command(BaseCommand):
    help = (
        "Checks that no entry of the audit log was changed, taken out, put in or moved, and prints the last "
        "entry's number and hash. Keep those elsewhere: --holds tells later whether the log still has them."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--holds", metavar="NUMBER:HASH", help="an entry that was printed earlier")

    def handle(self, *args: Any, holds: str | None, **options: Any) -> None:
        if wrong := check():
            raise CommandError(f"The audit log is not whole. {wrong}")
        if holds:
            number, _, hash_ = holds.partition(":")
            if not number.isdecimal() or not hash_:
                raise CommandError(f"{holds} is not NUMBER:HASH, as this command prints it.")
            if not AuditEntry.objects.filter(seq=int(number), hash=hash_).exists():
                raise CommandError(f"The audit log was written anew: its entry {number} is another one.")
        head = AuditHead.objects.filter(pk=1).first() or AuditHead()
        self.stdout.write(f"The audit log is whole: {head.seq} entries.")
        if head.seq:
            self.stdout.write(f"{head.seq}:{head.hash}")
