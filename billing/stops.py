"""An answer that its person stopped before it said anything: it counts nothing, FREE_A_DAY times in 24 hours.

What a model has thought until then costs the installation all the same: without a bound, thinking could be had for
nothing by stopping each answer just before its first word.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from . import quota
from .accounts import lock
from .models import UsageHold

FREE_A_DAY = 10
DAY = timedelta(days=1)
# Stored in English, and shown in the reader's language.
COUNTED = gettext_noop(
    "You stopped more than 10 answers within a day before their first word, so this one was counted."
)


@transaction.atomic
def settle_stopped(
    *, hold: UsageHold, tokens: int, cost_micros: int, reason: str = "cancelled", now: datetime | None = None
) -> bool:
    """Settle the hold of an answer that was begun and then stopped without a word; True when it was counted.

    `reason` is one of UsageHold.STOPPED, `tokens` and `cost_micros` (micro-USD) are what was used until then. Changes
    nothing if the hold was settled before.
    """
    if reason not in UsageHold.STOPPED:
        raise ValueError(f"{reason!r} is no way to stop an answer; there are {', '.join(UsageHold.STOPPED)}.")
    lock(hold.account_id)
    now = now or timezone.now()
    if stopped_lately(hold, now) < FREE_A_DAY:
        quota.release(hold=hold, reason=reason, now=now)
        return False
    return quota.commit(hold=hold, tokens=tokens, cost_micros=cost_micros, now=now)


def stopped_lately(hold: UsageHold, now: datetime) -> int:
    """The answers that the hold's person stopped for nothing in the 24 hours before `now`, whoever pays."""
    return UsageHold.objects.filter(
        user_id=hold.user_id, reason__in=UsageHold.STOPPED, settled_at__gt=now - DAY
    ).count()
