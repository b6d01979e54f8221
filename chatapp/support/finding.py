"""Finding people: by an address or how it begins, by an id, by Stripe's customer; and all of them, the newest first.

No list counts its table, and each is read by an index: a page costs the same whether there are ten people or a million.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime

from allauth.account.models import EmailAddress
from django.db.models import Q
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from billing.models import BillingAccount
from chatapp.accounts.models import Invitation, User

SHOWN = 50
SHORTEST = 3  # characters of an address
LONGEST = 254


@dataclass(frozen=True, slots=True)
class Found:
    """`person` is who exactly was meant. Otherwise `people` whose address begins so, in its order; `more`: there are
    others. `invitation` is an open one of somebody who has not signed up. `problem` says what to type instead.
    """

    person: User | None = None
    people: list[User] = field(default_factory=list)
    more: bool = False
    invitation: Invitation | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of people. `older` is where the next one begins, empty at the end."""

    people: list[User]
    older: str = ""


def find(wanted: str) -> Found:
    """Whoever is meant. An address is found in any case; so are those that a person has besides the first."""
    wanted = wanted.strip()
    if not wanted or len(wanted) > LONGEST or not wanted.isprintable() or " " in wanted:
        return Found(problem=_problem())
    if (person := _by_id(wanted)) is not None:
        return Found(person=person)
    address = wanted.lower()
    if "@" in address and (person := _by_address(address)) is not None:
        return Found(person=person)
    invitation = Invitation.objects.open(timezone.now()).filter(email=address).first()
    if len(address) < SHORTEST or _is_uuid(wanted) or wanted.startswith("cus_"):
        return Found(problem=_problem())
    # In no order: the index for beginnings has another than the database's own, and sorting would read all of them.
    begun = list(User.objects.filter(email__startswith=address)[: SHOWN + 1])
    people = sorted(begun[:SHOWN], key=lambda each: each.email)
    nobody = "" if people or invitation else _problem()
    return Found(people=people, more=len(begun) > SHOWN, invitation=invitation, problem=nobody)


def newest(before: str = "") -> Listed:
    """A page, from the place `before` of an earlier one on. A place that is none is the beginning."""
    rows = User.objects.order_by("-created_at", "-pk")
    if place := _place(before):
        at, id_ = place
        rows = rows.filter(Q(created_at__lt=at) | Q(pk__lt=id_), created_at__lte=at)
    people = list(rows[: SHOWN + 1])
    last = people[SHOWN - 1] if len(people) > SHOWN else None
    return Listed(people[:SHOWN], f"{last.created_at.isoformat()}~{last.pk}" if last else "")


def _by_id(wanted: str) -> User | None:
    """A person's own id, an account's, or Stripe's customer."""
    if wanted.startswith("cus_"):
        accounts = BillingAccount.objects.filter(customer_id=wanted)
    elif _is_uuid(wanted):
        if (person := User.objects.filter(pk=wanted).first()) is not None:
            return person
        accounts = BillingAccount.objects.filter(pk=wanted)
    else:
        return None
    account = accounts.select_related("owner").first()
    return account.owner if account else None


def _by_address(address: str) -> User | None:
    if (person := User.objects.filter(email=address).first()) is not None:
        return person
    others = EmailAddress.objects.filter(email=address).select_related("user")
    other = others.order_by("-verified").first()
    return other.user if other else None


def _place(text: str) -> tuple[datetime, uuid.UUID] | None:
    moment, _between, id_ = text.partition("~")
    try:
        at = parse_datetime(moment)
        return (at.astimezone(UTC), uuid.UUID(id_)) if at is not None and at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _problem() -> str:
    return _(
        "Nobody is found this way. Type a whole address or its first {shortest} characters or more, the whole id of a"
        " person or an account, or Stripe’s id of a customer (cus_…)."
    ).format(shortest=SHORTEST)
