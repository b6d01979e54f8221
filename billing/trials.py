"""A trial made longer by staff: one that was lent, or one that Stripe holds; and one that was lent, begun again.

A trial of Stripe's that has ended was paid or given up: it is never reopened. No trial reaches further than FURTHEST
from now, and a lent one is begun again within REOPENED_WITHIN of its end only.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from . import gateway, staff_log
from .access import LIVE, end_scheduled, moment
from .accounts import lock, note, on_trial
from .claims import claimed
from .models import BillingAccount, Mail
from .plans import PLANS
from .reasons import given
from .sync import sync_claimed

MOST_DAYS = 60
FURTHEST = timedelta(days=180)
REOPENED_WITHIN = timedelta(days=30)


class TrialError(ValueError):
    """This trial is not made longer. The message says why, fit to be shown."""


@dataclass(frozen=True, slots=True)
class Trial:
    """An account's trial. `subscription` is Stripe's id of it, empty where it was lent; `over`: it has ended, and may
    be begun again.
    """

    plan: str
    ends_at: datetime
    subscription: str = ""
    over: bool = False


def trial_of(account: BillingAccount, now: datetime | None = None) -> Trial | None:
    """The trial that staff may make longer, as far as is known here; None where there is none."""
    now = now or timezone.now()
    held = account.subscriptions.filter(status="trialing", trial_ends_at__isnull=False).first()
    if held is not None and held.trial_ends_at is not None:
        return Trial(held.plan, held.trial_ends_at, held.pk)
    if account.trial_ends_at is None or account.trial_plan not in PLANS:
        return None
    if on_trial(account, now):
        return Trial(account.trial_plan, account.trial_ends_at)
    recent = now < account.trial_ends_at + REOPENED_WITHIN
    bought = account.subscriptions.filter(status__in=LIVE).exists()
    return Trial(account.trial_plan, account.trial_ends_at, over=True) if recent and not bought else None


def extend_trial(
    *,
    account: BillingAccount,
    days: int,
    seen: str,
    actor_id: uuid.UUID,
    reason: str,
    reopen: bool = False,
    now: datetime | None = None,
) -> datetime:
    """Make the trial `days` longer and return its new end. `seen` is the end, in ISO 8601, that the form showed: so two
    clicks are one. `reopen` begins a lent one that has ended again, from now.

    Raises ReasonNeeded, TrialError, and for a trial of Stripe's GatewayError and Busy.
    """
    reason = given(reason)
    if not 1 <= days <= MOST_DAYS:
        raise TrialError(_("A trial is made 1 to {most} days longer.").format(most=MOST_DAYS))
    now = now or timezone.now()
    trial = trial_of(account, now)
    if trial is None:
        raise TrialError(_("This account has no trial that can be made longer."))
    if trial.subscription:
        return _extend_stripes(account, trial, days, seen, actor_id, reason)
    return _extend_lent(account, days, seen, actor_id, reason, reopen, now)


@transaction.atomic
def _extend_lent(
    account: BillingAccount,
    days: int,
    seen: str,
    actor_id: uuid.UUID,
    reason: str,
    reopen: bool,
    now: datetime,
) -> datetime:
    account = lock(account.pk)
    trial = trial_of(account, now)
    if trial is None or trial.subscription:
        raise TrialError(_("This account has no trial that can be made longer."))
    _need_seen(trial.ends_at, seen)
    if trial.over and not reopen:
        raise TrialError(_("This trial has ended. Tick the box to begin it again from today."))
    ends_at = _reachable((now if trial.over else trial.ends_at) + timedelta(days=days), now)
    account.trial_ends_at = ends_at
    account.save(update_fields=["trial_ends_at"])
    # So that its new end is told of as well.
    told = Mail.objects.filter(key=f"trial_ending:{account.pk}")
    told.update(key=f"trial_ending:{account.pk}:{trial.ends_at.isoformat()}")
    action = "trial_reopened" if trial.over else "trial_extended"
    facts: dict[str, str | int] = {
        "days": days, "plan": trial.plan, "from": trial.ends_at.isoformat(), "to": ends_at.isoformat()
    }  # fmt: skip
    note(account, action, actor_id=actor_id, details={**facts, "reason": reason})
    staff_log.record(action=action, actor_id=actor_id, reason=reason, account=account, facts=facts)
    return ends_at


def _extend_stripes(
    account: BillingAccount, trial: Trial, days: int, seen: str, actor_id: uuid.UUID, reason: str
) -> datetime:
    """The log has the wish before Stripe is asked, and that it was done after."""
    wish: dict[str, str | int] = {"subscription": trial.subscription, "days": days}
    with claimed(account.pk) as claim:
        held = _trialing(str(account.customer_id), trial.subscription)
        ends_at = moment(held["trial_end"])
        _need_seen(ends_at, seen)
        if end_scheduled(held) or held.get("schedule"):
            raise TrialError(
                _("This subscription ends or changes after its trial. Whoever pays it takes that back first.")
            )
        later = _reachable(ends_at + timedelta(days=days), moment(gateway.now()))
        staff_log.record(action="trial_wanted", actor_id=actor_id, reason=reason, account=account, facts=wish)
        gateway.update_subscription(
            held["id"],
            {"trial_end": int(later.timestamp()), "proration_behavior": "none"},
            key=f"trial-{held['id']}-{held['trial_end']}-{days}",
        )
        sync_claimed(claim, reason="trial extended")
    facts = {**wish, "from": ends_at.isoformat(), "to": later.isoformat()}
    with transaction.atomic():
        note(account, "trial_extended", actor_id=actor_id, details={**facts, "reason": reason})
        staff_log.record(
            action="trial_extended", actor_id=actor_id, reason=reason, account=account, facts=facts
        )
    return later


def _trialing(customer_id: str, id_: str) -> gateway.Obj:
    for each in gateway.subscriptions(customer_id):
        if each["id"] == id_ and each["status"] == "trialing":
            return each
    raise TrialError(_("This trial has ended meanwhile."))


def _need_seen(ends_at: datetime, seen: str) -> None:
    if ends_at.isoformat() != seen:
        raise TrialError(_("This trial was changed meanwhile. Look at its end, and choose again."))


def _reachable(ends_at: datetime, now: datetime) -> datetime:
    if ends_at > now + FURTHEST:
        raise TrialError(
            _("No trial reaches further than {most} days from today.").format(most=FURTHEST.days)
        )
    return ends_at
