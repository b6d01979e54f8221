"""The usage ledger: hold a unit before an answer begins, settle it once when the answer ends.

Every change of what counts is made under the account's row lock; what it reads afterwards is therefore final.
Each function joins the caller's transaction when there is one. `now` moves the clock, for tests.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from .accounts import effective_plan, lock, on_trial
from .credits import counts, spendable, used_of
from .models import BillingAccount, UsageHold
from .plans import Cap
from .refusals import NoSeat, QuotaExceeded, Refused, Suspended, TooManyRunning
from .seats import cap_of, has_seat
from .spend import refuse_over_ceiling
from .windows import Entry, Meter, iso, measure, peak

__all__ = [
    "Allowance", "Meter", "NoSeat", "QuotaExceeded", "Refused", "Suspended", "TooManyRunning",
    "allowance", "commit", "expire_holds", "release", "renew", "reserve",
]  # fmt: skip

EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Allowance:
    """What a person may still use. `trial_ends_at` is None unless a trial lasts."""

    plan: str
    plan_name: str
    trial_ends_at: datetime | None
    fast: Meter
    think: Meter

    def as_dict(self) -> dict[str, Any]:
        """As docs/protocol.md has it: moments in ISO 8601."""
        return {
            "plan": self.plan,
            "plan_name": self.plan_name,
            "trial_ends_at": iso(self.trial_ends_at),
            "fast": self.fast.as_dict(),
            "think": self.think.as_dict(),
        }


def allowance(*, account: BillingAccount, user_id: uuid.UUID, now: datetime | None = None) -> Allowance:
    """The person's plan and the reading of both meters."""
    now = now or timezone.now()
    plan = effective_plan(account, now)
    return Allowance(
        plan=plan.code,
        plan_name=plan.name,
        trial_ends_at=account.trial_ends_at if on_trial(account, now) else None,
        fast=_reading(account, user_id, "fast", cap_of(account, user_id, "fast", plan), now),
        think=_reading(account, user_id, "think", cap_of(account, user_id, "think", plan), now),
    )


@transaction.atomic
def reserve(
    *,
    account: BillingAccount,
    user_id: uuid.UUID,
    meter: str,
    key: str,
    ttl_seconds: float,
    now: datetime | None = None,
) -> UsageHold:
    """Hold one unit of `meter` for an answer, for `ttl_seconds` unless renewed.

    `key` (at most 120 characters, unique in the ledger) makes it idempotent: the same key returns the same
    hold, whatever its state, however full the window is by now. A full window is stretched by a credit.

    Raises QuotaExceeded, TooManyRunning, NoSeat, Suspended, CeilingReached, and ValueError for an unknown meter
    or a key that belongs to another person's or meter's hold.
    """
    account = lock(account.pk)
    now = now or timezone.now()  # after the lock, so that the ledger's order is the order of admission
    known = UsageHold.objects.filter(idempotency_key=key).first()
    if known is not None:
        if (known.account_id, known.user_id, known.meter) != (account.pk, user_id, meter):
            raise ValueError("The idempotency key belongs to another hold.")
        return known

    refuse_over_ceiling(meter=meter, now=now)
    if account.suspended_at is not None:
        raise Suspended(meter=meter)
    if not has_seat(account, user_id, now):
        raise NoSeat(meter=meter)
    plan = effective_plan(account, now)
    cap = cap_of(account, user_id, meter, plan)
    credit = None
    if cap.limit is not None:
        reading = _reading(account, user_id, meter, cap, now)
        if reading.full and (credit := spendable(account, user_id, meter, now)) is None:
            raise QuotaExceeded(
                meter=meter,
                limit=cap.limit,
                used=reading.used,
                next_slot_at=reading.next_slot_at,
                resets_at=reading.resets_at,
            )
    running = UsageHold.objects.filter(
        account=account, user_id=user_id, meter=meter, state=UsageHold.State.HELD, expires_at__gt=now
    )
    if running.count() >= cap.concurrency:
        raise TooManyRunning(meter=meter, concurrency=cap.concurrency)
    return UsageHold.objects.create(
        account=account,
        user_id=user_id,
        meter=meter,
        plan=plan.code,
        idempotency_key=key,
        credit=credit,
        created_at=now,
        expires_at=now + timedelta(seconds=ttl_seconds),
    )


@transaction.atomic
def commit(
    *, hold: UsageHold, tokens: int, cost_micros: int, units: int = 1, now: datetime | None = None
) -> bool:
    """Settle the hold as used: `units` (1 or more), generated `tokens`, cost in micro-USD.

    What was delivered is always counted: a hold that expired meanwhile is committed too, with `overage` set
    when that puts more than the limit into a window. Returns False, and changes nothing, if it was settled
    before.
    """
    if units < 1:
        raise ValueError("A commit is of at least one unit; a hold that bought nothing is released.")
    account = lock(hold.account_id)
    now = now or timezone.now()
    _refresh(hold)
    expired = hold.state == UsageHold.State.RELEASED and hold.reason == EXPIRED
    if hold.state != UsageHold.State.HELD and not expired:
        return False
    if hold.expires_at <= now or units > hold.units:
        hold.overage = _overfills(account, hold, units=units, now=now)
    hold.units, hold.tokens, hold.cost_micros = units, tokens, cost_micros
    hold.state, hold.reason, hold.settled_at = UsageHold.State.COMMITTED, "", now
    hold.save(update_fields=["units", "tokens", "cost_micros", "state", "reason", "settled_at", "overage"])
    return True


@transaction.atomic
def release(*, hold: UsageHold, reason: str, now: datetime | None = None) -> bool:
    """Give the unit back: nothing was delivered. `reason` is a word or two, at most 60 characters.

    Returns False, and changes nothing, if the hold was settled before.
    """
    lock(hold.account_id)
    now = now or timezone.now()
    _refresh(hold)
    if hold.state != UsageHold.State.HELD:
        return False
    hold.state, hold.reason, hold.settled_at = UsageHold.State.RELEASED, reason, now
    hold.save(update_fields=["state", "reason", "settled_at"])
    return True


@transaction.atomic
def renew(*, hold: UsageHold, ttl_seconds: float, now: datetime | None = None) -> bool:
    """Keep a live answer's hold for `ttl_seconds` from now.

    Returns False, and changes nothing, once it is settled or has expired: its place may be another's by then.
    """
    lock(hold.account_id)
    now = now or timezone.now()
    alive = UsageHold.objects.filter(pk=hold.pk, state=UsageHold.State.HELD, expires_at__gt=now)
    renewed = alive.update(expires_at=now + timedelta(seconds=ttl_seconds)) == 1
    hold.refresh_from_db()
    return renewed


def expire_holds(*, now: datetime | None = None) -> int:
    """Release the holds whose answers crashed, and say how many; they counted no longer once expired."""
    now = now or timezone.now()
    crashed = UsageHold.objects.filter(state=UsageHold.State.HELD, expires_at__lte=now)
    return crashed.update(state=UsageHold.State.RELEASED, reason=EXPIRED, settled_at=now)


def _refresh(hold: UsageHold) -> None:
    # Locked too, since expire_holds changes holds of many accounts without their locks.
    hold.refresh_from_db(from_queryset=UsageHold.objects.select_for_update())


def _counted(
    account: BillingAccount, user_id: uuid.UUID, meter: str, *, since: datetime, now: datetime
) -> QuerySet[UsageHold]:
    """The person's holds that count and were made after `since`."""
    return UsageHold.objects.filter(
        counts(now), account=account, user_id=user_id, meter=meter, created_at__gt=since, credit=None
    )


def _entries(holds: QuerySet[UsageHold]) -> list[Entry]:
    rows = holds.order_by("created_at").values_list("created_at", "units")
    return [Entry(at, units) for at, units in rows]


def _reading(account: BillingAccount, user_id: uuid.UUID, meter: str, cap: Cap, now: datetime) -> Meter:
    since = now - timedelta(seconds=cap.window_seconds)
    return measure(_entries(_counted(account, user_id, meter, since=since, now=now)), cap)


def _overfills(account: BillingAccount, hold: UsageHold, *, units: int, now: datetime) -> bool:
    if hold.credit is not None:
        return used_of(hold.credit, now, but=hold) + units > hold.credit.units
    cap = cap_of(account, hold.user_id, hold.meter, effective_plan(account, now))
    if cap.limit is None:
        return False
    window = timedelta(seconds=cap.window_seconds)
    since = hold.created_at - window
    others = _counted(account, hold.user_id, hold.meter, since=since, now=now).exclude(pk=hold.pk)
    return peak(_entries(others), Entry(hold.created_at, units), window) > cap.limit
