"""`manage.py rollup --from 2026-01-01 --to 2026-01-31`: make the dashboard's figures of these days again."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from chatapp.dashboard import rollup
from chatapp.dashboard.day import utc_today
from chatapp.dashboard.period import Period


class Command(BaseCommand):
    help = (
        "Makes the staff dashboard's figures of each day (UTC) from --from to --to again, from the rows that there are "
        "now: what was erased or thinned out since is not counted any more. Without dates, the days that miss figures."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--from", dest="first", metavar="DATE", default="", help="2026-01-01")
        parser.add_argument(
            "--to", dest="last", metavar="DATE", default="", help="2026-01-31; today when left out"
        )

    def handle(self, *_: Any, first: str, last: str, **options: Any) -> None:
        if last and not first:
            raise CommandError("--to needs --from: the first of the days.")
        days = list(rollup.days_to_make()) if not first else list(_span(first, last))
        for day in days:
            rollup.roll_up_day(day)
            if options["verbosity"] > 1:
                self.stdout.write(f"{day}")
        self.stdout.write(f"Made the figures of {len(days)} days.")


def _span(first: str, last: str) -> list[date]:
    today = utc_today()
    begin, end = _date("--from", first), _date("--to", last) if last else today
    if begin > end:
        raise CommandError(f"--from {begin} is after --to {end}.")
    if end > today:
        raise CommandError(f"--to {end} has not come yet; today is {today} (UTC).")
    return Period(begin, end).days


def _date(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CommandError(f"{option} {text!r} is no date. One looks like this: 2026-01-31") from None
