"""`manage.py account-limits ACCOUNT`: what staff have set for an account, and setting, ending or lifting it."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from billing import slowdowns
from billing.accounts import account_for, effective_plan
from billing.models import BillingAccount, LimitOverride
from billing.overrides import end_override, override_limits


class Command(BaseCommand):
    help = (
        "List an account's own limits; with --set, --end or --lift change them, with a reason and who did it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="the account's id, or the address of the person whose own it is")
        parser.add_argument(
            "--set", nargs="+", metavar="LIMIT=N", help=f"some of {', '.join(LimitOverride.LIMITS)}"
        )
        parser.add_argument(
            "--until", metavar="DATE", help="the first day (UTC) on which they hold no longer"
        )
        parser.add_argument("--end", type=int, metavar="ID", help="end these limits now")
        parser.add_argument("--lift", action="store_true", help="let this month's answers wait no longer")
        parser.add_argument("--reason", default="", help="why; kept in the audit trail")
        parser.add_argument("--by", default="", metavar="ADDRESS", help="the member of the staff who does it")

    def handle(self, *, account: str, by: str, reason: str, **options: Any) -> None:
        found = _account(account)
        try:
            if options["set"]:
                override_limits(
                    account=found,
                    actor_id=_staff(by),
                    reason=reason,
                    limits=_limits(options["set"]),
                    ends_at=_day(options["until"]),
                )
            if options["end"]:
                self._end(found, options["end"], _staff(by))
            if options["lift"]:
                self._lift(found, _staff(by), reason)
        except ValueError as error:
            raise CommandError(str(error)) from None
        self._list(found)

    def _end(self, account: BillingAccount, pk: int, actor_id: uuid.UUID) -> None:
        override = LimitOverride.objects.filter(account=account, pk=pk).first()
        if override is None or not end_override(override=override, actor_id=actor_id):
            raise CommandError(f"This account has no limits {pk} that hold.")

    def _lift(self, account: BillingAccount, actor_id: uuid.UUID, reason: str) -> None:
        slowdown = slowdowns.current(account, timezone.now())
        if slowdown is None:
            raise CommandError("This account's answers wait no longer than others'.")
        slowdowns.lift(slowdown=slowdown, actor_id=actor_id, reason=reason)

    def _list(self, account: BillingAccount) -> None:
        now = timezone.now()
        self.stdout.write(f"{account.pk}  {effective_plan(account, now).name}")
        for each in LimitOverride.objects.filter(account=account).order_by("pk"):
            limits = {name: getattr(each, name) for name in LimitOverride.LIMITS}
            said = ", ".join(f"{name}={number}" for name, number in limits.items() if number is not None)
            until = f"{each.ends_at:%Y-%m-%d %H:%M}" if each.ends_at else "for good"
            self.stdout.write(
                f"{each.pk}  {said}  {each.starts_at:%Y-%m-%d %H:%M} until {until}  {each.reason}"
            )
        if slowed := slowdowns.current(account, now):
            self.stdout.write(f"waits longer until {slowed.until:%Y-%m-%d}")


def _account(wanted: str) -> BillingAccount:
    people = get_user_model().objects
    if "@" in wanted:
        person = people.filter(email__iexact=wanted).first()
        found = account_for(user_id=person.pk) if person else None
    else:
        try:
            found = BillingAccount.objects.filter(pk=uuid.UUID(wanted)).first()
        except ValueError:
            found = None
    if found is None:
        raise CommandError(f"There is no account {wanted}.")
    return found


def _staff(address: str) -> uuid.UUID:
    person = (
        get_user_model().objects.filter(email__iexact=address, is_staff=True).first() if address else None
    )
    if person is None:
        raise CommandError("--by needs the address of a member of the staff.")
    pk: uuid.UUID = person.pk
    return pk


def _limits(words: list[str]) -> dict[str, int]:
    limits = {}
    for word in words:
        name, _, number = word.partition("=")
        if not number.isdecimal():
            raise CommandError(f"{word} is not LIMIT=N, as in fast_limit=200.")
        limits[name] = int(number)
    return limits


def _day(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise CommandError(f"{text} is no date as in 2027-01-31.") from None
