"""Units on top of a plan: given by staff, used when the window is full, until they expire."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from .accounts import lock, note
from .models import BillingAccount, Credit, UsageHold


def counts(now: datetime) -> Q:
    """The holds that count at `now`: committed, or held and not expired."""
    return Q(state=UsageHold.State.COMMITTED) | Q(state=UsageHold.State.HELD, expires_at__gt=now)


@transaction.atomic
def grant_credit(
    *,
    account: BillingAccount,
    meter: str,
    units: int,
    expires_at: datetime,
    actor_id: uuid.UUID,
    reason: str,
    user_id: uuid.UUID | None = None,
    now: datetime | None = None,
) -> Credit:
    """Give `units` of `fast` or `think` until `expires_at`, to one person or to all of the account.

    Raises ValueError for another meter, no units, or an end that has passed.
    """
    now = now or timezone.now()
    if meter not in ("fast", "think") or units < 1 or expires_at <= now:
        raise ValueError(_("A credit has a meter, at least one unit, and an end to come."))
    account = lock(account.pk)
    credit = Credit.objects.create(
        account=account,
        user_id=user_id,
        meter=meter,
        units=units,
        reason=reason,
        granted_by_id=actor_id,
        created_at=now,
        expires_at=expires_at,
    )
    note(
        account,
        "credit_granted",
        actor_id=actor_id,
        details={"credit": credit.pk, "meter": meter, "units": units},
    )
    return credit


def used_of(credit: Credit, now: datetime, *, but: UsageHold | None = None) -> int:
    """Units of the credit that are used, without those of one hold."""
    holds = UsageHold.objects.filter(counts(now), credit=credit)
    if but is not None:
        holds = holds.exclude(pk=but.pk)
    used: int = holds.aggregate(used=Sum("units", default=0))["used"]
    return used


def spendable(account: BillingAccount, user_id: uuid.UUID, meter: str, now: datetime) -> Credit | None:
    """The credit that the person's next unit comes from: the one that ends first. Under the account's lock."""
    return next((each for each, left in _open(account, user_id, meter, now) if left), None)


def credit_left(account: BillingAccount, user_id: uuid.UUID, meter: str, now: datetime | None = None) -> int:
    """The units that the person may still use on top of the plan."""
    return sum(left for _credit, left in _open(account, user_id, meter, now or timezone.now()))


def _open(account: BillingAccount, user_id: uuid.UUID, meter: str, now: datetime) -> list[tuple[Credit, int]]:
    whose = Q(user_id=user_id) | Q(user_id=None)
    found = Credit.objects.filter(whose, account=account, meter=meter, expires_at__gt=now)
    return [(each, max(0, each.units - used_of(each, now))) for each in found.order_by("expires_at", "pk")]
