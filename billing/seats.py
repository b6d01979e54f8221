"""Reads of a team: who is in it, in what role, in which seat, and how much each used."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Q
from django.utils import timezone

from .accounts import lapsed
from .models import BillingAccount, Membership, UsageHold
from .plans import Cap, Plan

OWNER = "owner"
MANAGERS = (OWNER, Membership.Role.ADMIN)


@dataclass(frozen=True, slots=True)
class Member:
    """One person in a team. `seated` says whether a paid seat is theirs, `seat_since` since when they are to have
    one: None, and they are in the team without a seat.
    """

    user_id: uuid.UUID
    role: str
    seated: bool
    fast_cap: int | None = None
    think_cap: int | None = None
    seat_since: datetime | None = None


def role_of(account: BillingAccount, user_id: uuid.UUID) -> str | None:
    """`owner`, `admin` or `member`; None for an outsider."""
    if account.owner_id == user_id:
        return OWNER
    return Membership.objects.filter(account=account, user_id=user_id).values_list("role", flat=True).first()


def members(account: BillingAccount, now: datetime | None = None) -> list[Member]:
    """Everyone in the team, in the order in which they came. The owner has the first seat, the others theirs in the
    order in which they were given one.

    Nobody has one when the team's grace is over.
    """
    people = (
        [Member(account.owner_id, OWNER, True, seat_since=account.created_at)] if account.owner_id else []
    )
    people += [
        Member(each.user_id, each.role, True, each.fast_cap, each.think_cap, each.seat_since)
        for each in Membership.objects.filter(account=account)
    ]
    wanting = [each for each in people if each.seat_since]
    # Sorting keeps the order of those who were given a seat at the same moment.
    wanting.sort(key=lambda each: (each.role != OWNER, each.seat_since or account.created_at))
    seats = len(wanting) if account.seats is None or not settings.BILLING else account.seats
    if settings.BILLING and lapsed(account, now or timezone.now()):
        seats = 0
    seated = {each.user_id for each in wanting[:seats]}
    return [replace(member, seated=member.user_id in seated) for member in people]


def seats_needed(account: BillingAccount) -> int:
    """How many people of the team have a seat, or wait for one."""
    return sum(member.seat_since is not None for member in members(account))


def has_seat(account: BillingAccount, user_id: uuid.UUID, now: datetime | None = None) -> bool:
    """Whether the person may spend from the account: it is their own, or a paid seat of the team is theirs."""
    if account.kind == BillingAccount.Kind.PERSON:
        return True
    return any(member.seated for member in members(account, now) if member.user_id == user_id)


def cap_of(account: BillingAccount, user_id: uuid.UUID, meter: str, plan: Plan) -> Cap:
    """The plan's cap, or the member's own where that is lower. Raises ValueError for an unknown meter."""
    cap = plan.cap(meter)
    if account.kind == BillingAccount.Kind.PERSON:
        return cap
    own = (
        Membership.objects.filter(account=account, user_id=user_id)
        .values_list(f"{meter}_cap", flat=True)
        .first()
    )
    if own is None:
        return cap
    return replace(cap, limit=own if cap.limit is None else min(own, cap.limit))


def usage_by_member(account: BillingAccount, *, since: datetime) -> dict[uuid.UUID, dict[str, int]]:
    """Committed answers of each person since a moment, as {"fast": n, "think": n}. Counts, never content."""
    rows = (
        UsageHold.objects.filter(account=account, state=UsageHold.State.COMMITTED, created_at__gt=since)
        .values("user_id")
        .annotate(fast=Count("pk", filter=Q(meter="fast")), think=Count("pk", filter=Q(meter="think")))
    )
    return {row["user_id"]: {"fast": row["fast"], "think": row["think"]} for row in rows}
