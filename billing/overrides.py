"""Set limits for one account: dated, with a reason and who did it, and never changed but for their end."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from . import staff_log
from .accounts import lock, note
from .models import BillingAccount, LimitOverride
from .reasons import given

# Where a limit may be nothing at all, and where an answer would not be possible.
LEAST = {"fast_limit": 0, "think_limit": 0}
MOST = {"fast_concurrency": 100, "think_concurrency": 100, "paths": 256}


@transaction.atomic
def override_limits(
    *,
    account: BillingAccount,
    actor_id: uuid.UUID,
    reason: str,
    limits: dict[str, int],
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    now: datetime | None = None,
) -> LimitOverride:
    """Let `limits` (some of LimitOverride.LIMITS) hold for each person of the account from `starts_at` (now) to
    `ends_at` (None: until somebody ends it).

    Raises ValueError, in words, for an unknown limit, a number that cannot be, no reason, or an end before the start.
    """
    now = now or timezone.now()
    starts_at = starts_at or now
    if not limits or (unknown := sorted(set(limits) - set(LimitOverride.LIMITS))):
        wrong = f"There is no limit {unknown[0]!r}" if limits else "No limit is named"
        raise ValueError(f"{wrong}; the limits are {', '.join(LimitOverride.LIMITS)}.")
    for name, number in limits.items():
        least, most = LEAST.get(name, 1), MOST.get(name, 10_000_000)
        if not least <= number <= most:
            raise ValueError(f"{name} must be from {least} to {most:,}, not {number}.")
    reason = given(reason)
    if ends_at is not None and ends_at <= max(starts_at, now):
        raise ValueError("The end must lie after the start, and in the future.")
    lock(account.pk)
    account.has_overrides = True
    account.save(update_fields=["has_overrides"])
    made = LimitOverride.objects.create(
        account=account,
        reason=reason,
        granted_by_id=actor_id,
        created_at=now,
        starts_at=starts_at,
        ends_at=ends_at,
        **limits,
    )
    details = {"override": made.pk, "ends_at": ends_at.isoformat() if ends_at else None, **limits}
    note(account, "limits_set", actor_id=actor_id, details=details)
    staff_log.record(action="limits_set", actor_id=actor_id, reason=reason, account=account, facts=details)
    return made


@transaction.atomic
def end_override(
    *, override: LimitOverride, actor_id: uuid.UUID, reason: str = "", now: datetime | None = None
) -> bool:
    """Let the plan's own limits hold again from now on. False when it had ended already."""
    now = now or timezone.now()
    account = lock(override.account_id)
    override.refresh_from_db()
    if override.ends_at is not None and override.ends_at <= now:
        return False
    override.ends_at = now
    override.save(update_fields=["ends_at"])
    details = {"override": override.pk}
    note(account, "limits_ended", actor_id=actor_id, details=details)
    staff_log.record(action="limits_ended", actor_id=actor_id, reason=reason, account=account, facts=details)
    return True
