"""`manage.py export-traces --format sft --out traces.jsonl`: finished thinking as training data."""

from __future__ import annotations

import json
import os
import tempfile
from argparse import ArgumentParser
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.dateparse import parse_date, parse_datetime

from chatapp import private
from chatapp.traces import audit, exporting
from chatapp.traces.exporting import Wanted
from chatapp.traces.models import Manifest
from reasoning.traces import FORMATS


class Command(BaseCommand):
    help = (
        "Writes the finished thinking of people who allow its use now as JSON lines, with a manifest in "
        "FILE.manifest.json, or on stderr where the lines go to stdout. Exit status 1, and nothing written, where that "
        "cannot be done. Formats: sft (conversations with verified answers), dpo (answers that held against refuted "
        "ones), prm (steps with labels), raw (whole logs)."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        # Not argparse's own choices and types: a wrong value there ends with exit status 2.
        parser.add_argument("--format", metavar="|".join(FORMATS), default="")
        parser.add_argument(
            "--since", metavar="DATE", default="", help="what ended then (UTC) or later: 2025-01-31"
        )
        parser.add_argument(
            "--selection", metavar="N", default="", help="what is in version N of the selection"
        )
        parser.add_argument("--out", metavar="FILE", default="", help="the file to write (default: stdout)")

    def handle(self, *, format: str, since: str, selection: str, out: str, **options: Any) -> None:
        if settings.TRACES == "off":
            raise CommandError("TRACES is off: nobody's thinking is used here.")
        wanted = Wanted(_format(format), _moment(since), _version(selection))
        try:
            if out:
                self.write_file(wanted, Path(out))
            else:
                self.write_stdout(wanted)
        except OSError as error:
            raise CommandError(f"{out or 'stdout'} cannot be written: {error.strerror or error}.") from None

    def write_file(self, wanted: Wanted, out: Path) -> None:
        """Write all, then put both files into place at once; or leave what was there."""
        if out.is_dir():
            raise CommandError(f"{out} is a folder; --out names a file.")
        with tempfile.TemporaryDirectory(dir=out.parent, prefix=".export-traces-") as folder:
            lines, manifest = Path(folder, "lines"), Path(folder, "manifest")
            with open(lines, "wb", opener=private.opener) as file:
                done = exporting.write(wanted, file)
            with open(manifest, "wb", opener=private.opener) as file:
                file.write(_json(exporting.describe(wanted, done)).encode())
            with transaction.atomic():  # no export without its audit, and no audit without its export
                audit.exported(wanted, done)
                os.replace(manifest, f"{out}.manifest.json")
                os.replace(lines, out)
        self.stdout.write(f"{done.examples} examples of {done.runs} runs are in {out}")

    def write_stdout(self, wanted: Wanted) -> None:
        with tempfile.TemporaryFile() as lines:
            done = exporting.write(wanted, lines)
            audit.exported(wanted, done)
            lines.seek(0)
            for line in lines:
                self.stdout.write(line.decode(), ending="")
        self.stderr.write(_json(exporting.describe(wanted, done)), ending="")


def _format(name: str) -> str:
    if name not in FORMATS:
        said = f"There is no format {name[:20]!r}" if name else "A format is needed"
        raise CommandError(f"{said}: --format {'|'.join(FORMATS)}.")
    return name


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        day = parse_date(text)
        moment = datetime.combine(day, time()) if day else parse_datetime(text)
    except ValueError:  # well written, but there is no such day
        moment = None
    if moment is None:
        raise CommandError(
            f"--since cannot be read as a date: {text[:40]!r}. For example --since 2025-01-31."
        )
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _version(text: str) -> int | None:
    if not text:
        return None
    if not (text.isdecimal() and Manifest.objects.filter(pk=int(text[:9])).exists()):
        raise CommandError(f"There is no version {text[:20]} of the selection.")
    return int(text)


def _json(manifest: dict[str, Any]) -> str:
    return json.dumps(manifest, indent=2) + "\n"
