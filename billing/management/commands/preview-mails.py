"""`manage.py preview-mails --out DIR`: every mail as text and HTML, with made-up data."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing.mails.samples import rendered


class Command(BaseCommand):
    help = "Writes every mail with made-up data into a folder, as .txt and .html; sends nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="made where it is missing")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["out"]
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name, mail in rendered():
                (folder / f"{name}.txt").write_text(f"Subject: {mail.subject}\n\n{mail.text}", "utf-8")
                (folder / f"{name}.html").write_text(mail.html, "utf-8")
                self.stdout.write(f"{name}: {mail.subject}")
        except OSError as error:
            raise CommandError(f"{folder} cannot be written: {error.strerror}.") from None
