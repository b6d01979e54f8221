"""The usage ledger: hold a unit before an answer begins, settle it once when the answer ends.

Whatever makes more count is decided under the account's row lock; what is read afterwards is therefore final. An
answer that ends in time changes one row and waits for nobody: it counted before, and counts no more than it did. Each
function joins the caller's transaction when there is one. `now` moves the clock, for tests.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from .accounts import effective_plan, lock
from .credits import spendable, used_of
from .models import BillingAccount, Credit, UsageHold
from .plans import Cap
from .readings import Allowance, Past, allowance, counted, entries, past_of
from .refusals import NoSeat, QuotaExceeded, Refused, Suspended, TooManyRunning
from .seats import cap_of, has_seat
from .spend import refuse_over_ceiling
from .windows import Entry, Meter, measure, peak

__all__ = [
    "Allowance", "Meter", "NoSeat", "QuotaExceeded", "Refused", "Suspended", "TooManyRunning",
    "allowance", "commit", "expire_holds", "release", "renew", "reserve",
]  # fmt: skip

EXPIRED = "expired"
COMMIT = """
UPDATE billing_usagehold
SET state = 'committed', reason = '', units = %s, tokens = %s, cost_micros = %s, settled_at = %s
WHERE id = %s AND state = 'held' AND expires_at > %s AND units >= %s AND credit_id IS NULL
"""


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
    plan = effective_plan(account, now)
    cap = cap_of(account, user_id, meter, plan)
    past = past_of(account, user_id, meter, cap, key=key, now=now)
    if past.is_known:
        known = UsageHold.objects.get(idempotency_key=key)
        if (known.account_id, known.user_id, known.meter) != (account.pk, user_id, meter):
            raise ValueError("The idempotency key belongs to another hold.")
        return known

    if past.has_crashed:
        # Whoever takes a crashed answer's place makes its end final, and looks again.
        _expire(_held(account, user_id, meter), now)
        past = past_of(account, user_id, meter, cap, key=key, now=now)
    try:
        credit = _admit(account, user_id, meter, cap, past, now)
    except Refused as refusal:
        refusal.account_id = account.pk
        raise
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


def _admit(
    account: BillingAccount, user_id: uuid.UUID, meter: str, cap: Cap, past: Past, now: datetime
) -> Credit | None:
    """The credit that the unit comes from, None for the window's own. Raises Refused."""
    refuse_over_ceiling(meter=meter, now=now)
    if settings.BILLING and account.suspended_at is not None:
        raise Suspended(meter=meter)
    if not has_seat(account, user_id, now):
        raise NoSeat(meter=meter)
    found = measure(past.entries, cap)
    credit = spendable(account, user_id, meter, now) if found.full else None
    if cap.limit is not None and found.full and credit is None:
        raise QuotaExceeded(
            meter=meter,
            limit=cap.limit,
            used=found.used,
            next_slot_at=found.next_slot_at,
            resets_at=found.resets_at,
        )
    if past.running >= cap.concurrency:
        raise TooManyRunning(meter=meter, concurrency=cap.concurrency)
    if credit is not None:
        _expire(UsageHold.objects.filter(credit=credit, state=UsageHold.State.HELD), now)
    return credit


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
    used = {"units": units, "tokens": tokens, "cost_micros": cost_micros}
    moment = now or timezone.now()
    if _commit_in_time(hold.pk, moment, **used):
        _note(hold, state=UsageHold.State.COMMITTED, reason="", settled_at=moment, **used)
        return True
    return _commit_late(hold, now, **used)


def _commit_in_time(pk: int, now: datetime, *, units: int, tokens: int, cost_micros: int) -> bool:
    # By hand for the reason that `readings.PAST` is: every answer ends here.
    at = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(COMMIT, [units, tokens, cost_micros, at, pk, at, units])
        return bool(cursor.rowcount == 1)


@transaction.atomic
def _commit_late(hold: UsageHold, now: datetime | None, *, units: int, tokens: int, cost_micros: int) -> bool:
    """The same of a hold that may count no longer, or is to count more, or came from a credit."""
    account = lock(hold.account_id)
    now = now or timezone.now()
    # Locked too, since expire_holds changes holds of many accounts without their locks.
    hold.refresh_from_db(from_queryset=UsageHold.objects.select_for_update())
    expired = hold.state == UsageHold.State.RELEASED and hold.reason == EXPIRED
    if hold.state != UsageHold.State.HELD and not expired:
        return False
    if expired or hold.expires_at <= now or units > hold.units:
        # It counts where crashed answers count no more, so their end is final: a clock that steps back would let
        # them count again, on top.
        others = _held(account, hold.user_id, hold.meter).exclude(pk=hold.pk)
        _expire(others, now)
        if hold.credit is not None:
            _expire(UsageHold.objects.filter(credit=hold.credit).exclude(pk=hold.pk), now)
        hold.overage = _overfills(account, hold, units=units, now=now)
    hold.units, hold.tokens, hold.cost_micros = units, tokens, cost_micros
    hold.state, hold.reason, hold.settled_at = UsageHold.State.COMMITTED, "", now
    hold.save(update_fields=["units", "tokens", "cost_micros", "state", "reason", "settled_at", "overage"])
    return True


def release(*, hold: UsageHold, reason: str, now: datetime | None = None) -> bool:
    """Give the unit back: nothing was delivered. `reason` is a word or two, at most 60 characters.

    Returns False, and changes nothing, if the hold was settled before.
    """
    changes = {"state": UsageHold.State.RELEASED, "reason": reason, "settled_at": now or timezone.now()}
    if UsageHold.objects.filter(pk=hold.pk, state=UsageHold.State.HELD).update(**changes):
        _note(hold, **changes)
        return True
    hold.refresh_from_db()
    return False


def _note(hold: UsageHold, **changes: object) -> None:
    for field, value in changes.items():
        setattr(hold, field, value)


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
    return _expire(UsageHold.objects.filter(state=UsageHold.State.HELD), now or timezone.now())


def _expire(held: QuerySet[UsageHold], now: datetime) -> int:
    crashed = held.filter(state=UsageHold.State.HELD, expires_at__lte=now)
    return crashed.update(state=UsageHold.State.RELEASED, reason=EXPIRED, settled_at=now)


def _held(account: BillingAccount, user_id: uuid.UUID, meter: str) -> QuerySet[UsageHold]:
    return UsageHold.objects.filter(account=account, user_id=user_id, meter=meter, state=UsageHold.State.HELD)


def _overfills(account: BillingAccount, hold: UsageHold, *, units: int, now: datetime) -> bool:
    if hold.credit is not None:
        return used_of(hold.credit, now, but=hold) + units > hold.credit.units
    cap = cap_of(account, hold.user_id, hold.meter, effective_plan(account, now))
    if cap.limit is None:
        return False
    window = timedelta(seconds=cap.window_seconds)
    since = hold.created_at - window
    others = counted(account, hold.user_id, hold.meter, since=since, now=now).exclude(pk=hold.pk)
    return peak(entries(others), Entry(hold.created_at, units), window) > cap.limit
