"""`manage.py demo-data --days 120 --users 400 --seed 1`: a business with a past, to look at."""

from __future__ import annotations

import socket
import time
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from celery import current_app
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from billing.spend import midnight
from chatapp.accounts.models import User
from chatapp.dashboard import rollup
from chatapp.dashboard.demo import checks
from chatapp.dashboard.demo.moving import is_unused
from chatapp.dashboard.demo.story import Story

MOST_DAYS, MOST_USERS = 400, 2_000


class Command(BaseCommand):
    help = (
        "Invents people (person17@people.example), their questions, subscriptions and payments of the last days, "
        "through the product's own services, and makes the dashboard's figures. The same seed gives the same past. In "
        "demo mode, or with --yes in an empty database. The product must not run meanwhile. Nobody can sign in as one "
        "of them, and no mail is sent."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--days", type=int, default=120)
        parser.add_argument("--users", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--yes", action="store_true", help="outside demo mode, in an empty database")

    def handle(self, *_: Any, days: int, users: int, seed: int, yes: bool, **options: Any) -> None:
        _check(days, users, yes)
        # The tasks of an invented past have nothing to do.
        current_app.conf.broker_url = "memory://localhost/"
        now = timezone.now()
        begin = midnight(now) - timedelta(days=days - 1)
        story = Story(
            begin=begin, days=days, people=users, seed=seed, now=now, sells=bool(settings.STRIPE_SANDBOX)
        )
        began = time.monotonic()
        for day in story.tell():
            if options["verbosity"] and (day % 10 == 9 or day == days - 1):
                took = time.monotonic() - began
                self.stdout.write(f"{day + 1} of {days} days, {story.desk.made} answers, {took:.0f} s")
                self.stdout.flush()
        if wrong := checks.faults():
            raise CommandError("The ledger is not sound: " + " ".join(wrong))
        for day in rollup.days_to_make():
            rollup.roll_up_day(day)
        if not options["verbosity"]:
            return
        self.stdout.write(
            f"{users} people and {story.desk.made} answers are there; the ledger is sound, and the figures of {days} "
            f"days are made. Start the product, sign in as staff, and look at /staff/?days={min(days, 120)}."
        )


def _check(days: int, users: int, yes: bool) -> None:
    """Raises CommandError where something would be harmed, or cannot be done."""
    if not 1 <= days <= MOST_DAYS:
        raise CommandError(f"--days is from 1 to {MOST_DAYS}.")
    if not 1 <= users <= MOST_USERS:
        raise CommandError(f"--users is from 1 to {MOST_USERS}.")
    if User.objects.filter(email__endswith="@people.example").exists():
        raise CommandError("There are invented people already. Begin with a fresh FRAGARIA_HOME or database.")
    if not settings.DEMO and not yes:
        raise CommandError(
            "This invents people and payments. Outside demo mode, --yes says that you want that."
        )
    if not settings.DEMO and User.objects.exists():
        raise CommandError("There are real people here: outside demo mode the database has to be empty.")
    if settings.STRIPE_SANDBOX and not is_unused(settings.STRIPE_SANDBOX_FILE):
        raise CommandError(
            "Something was bought in the Stripe sandbox, whose clock can then not be set back. Begin with a fresh "
            "FRAGARIA_HOME."
        )
    with socket.socket() as probe:
        probe.settimeout(0.5)
        if settings.DEMO and probe.connect_ex(("127.0.0.1", settings.PORT)) == 0:
            raise CommandError(f"Something runs on port {settings.PORT}: stop the product first.")
