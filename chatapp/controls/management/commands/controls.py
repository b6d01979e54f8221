"""`manage.py controls`: how everything is switched, and what to do where the page cannot be reached."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from billing.reasons import ReasonNeeded
from chatapp.controls import names, said, selectors, services, state
from chatapp.controls.models import Control
from chatapp.errors import RequestError


class Command(BaseCommand):
    help = "Lists what staff have switched; ends maintenance, or a queue's pause, where the page cannot be reached."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--open", action="store_true", help="end maintenance")
        what.add_argument("--resume", choices=state.MODES, help="let answers of this mode begin again")
        parser.add_argument("--reason", default="", help="why; kept in the history and the audit log")

    def handle(self, *args: Any, open: bool, resume: str | None, reason: str, **options: Any) -> None:
        try:
            if open:
                version = selectors.control(names.MAINTENANCE).version
                services.open_site(version=version, actor_id=None, reason=reason)
            if resume:
                version = selectors.control(names.queue(resume)).version
                services.resume_queue(mode=resume, version=version, actor_id=None, reason=reason)
        except (RequestError, ReasonNeeded) as error:
            raise CommandError(str(error)) from None
        rows = list(Control.objects.order_by("name"))
        for row in rows:
            self.stdout.write(f"{said.what(row.name)}: {said.how(row.name, row.value)}")
        if not rows:
            self.stdout.write("Nothing was ever switched.")
