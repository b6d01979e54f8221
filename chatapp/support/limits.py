"""An account's own limits from a form: numbers as typed, and the day on which they end."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from billing.accounts import lock
from billing.models import BillingAccount, LimitOverride
from billing.overrides import end_override, override_limits
from billing.plans import Plan
from billing.reasons import given
from chatapp.typed import whole_number

from .errors import SupportError


def usual(plan: Plan) -> dict[str, int | None]:
    """What the plan has for each limit; None is no cap."""
    return {
        "fast_limit": plan.fast.limit,
        "fast_concurrency": plan.fast.concurrency,
        "think_limit": plan.think.limit,
        "think_concurrency": plan.think.concurrency,
        "paths": plan.paths,
        "tokens": plan.tokens,
    }


def newest(account: BillingAccount) -> str:
    """Which limits were set last: a form that was made before others were set is not ours to follow."""
    last = LimitOverride.objects.filter(account=account).order_by("-pk").values_list("pk", flat=True).first()
    return str(last or "")


@transaction.atomic
def set_limits(
    *, account: BillingAccount, typed: Mapping[str, str], seen: str, actor_id: uuid.UUID, reason: str
) -> LimitOverride:
    """Let what is `typed` hold, field by field (empty: as the plan has it), `until` a day (empty: for good).

    `seen` is what `newest` said when the form was made. Raises ValueError, in words.
    """
    limits = {name: _number(name, text) for name in LimitOverride.LIMITS if (text := typed.get(name, ""))}
    if not limits:
        raise SupportError(_("Type a number for at least one limit."))
    ends_at = _day(typed.get("until", ""))
    reason = given(reason)
    lock(account.pk)
    if newest(account) != seen:
        raise SupportError(_("Other limits were set meanwhile. Look at them, and choose again."))
    return override_limits(account=account, actor_id=actor_id, reason=reason, limits=limits, ends_at=ends_at)


def end_limits(*, override: LimitOverride, actor_id: uuid.UUID, reason: str) -> None:
    """Raises ReasonNeeded, and SupportError where they had ended."""
    if not end_override(override=override, actor_id=actor_id, reason=given(reason)):
        raise SupportError(_("These limits had ended already."))


def _number(name: str, text: str) -> int:
    number = whole_number(text)
    if number is None:
        raise SupportError(_("{limit} must be a whole number.").format(limit=name))
    return number


def _day(text: str) -> datetime | None:
    if not text:
        return None
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise SupportError(_("Give the day as in 2027-01-31.")) from None
