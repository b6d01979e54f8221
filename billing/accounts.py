"""Who pays: the accounts that a person may spend from, and the plan that holds for one at a moment."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from . import staff_log
from .limits import overridden
from .models import AuditEntry, BillingAccount
from .plans import PLANS, Plan, plan


def account_for(*, user_id: uuid.UUID, default_plan: str = "") -> BillingAccount:
    """The person's own account, made on first use with `default_plan` (DEFAULT_PLAN when empty).

    Of several first uses at once one makes it: the constraint decides. Raises UnknownPlan.
    """
    account, _created = BillingAccount.objects.get_or_create(
        owner_id=user_id,
        kind=BillingAccount.Kind.PERSON,
        defaults={"plan": plan(default_plan or settings.DEFAULT_PLAN).code},
    )
    return account


class NotYourAccount(LookupError):
    """There is no such account, or the person may not spend from it; which of the two is not said."""


def accounts_of(user_id: uuid.UUID) -> list[BillingAccount]:
    """The accounts that the person may choose to pay from: the own one first, then teams by name.

    The personal account is made on first use. A team without a seat for the person is among them: they may look,
    and `quota.reserve` refuses.
    """
    own = account_for(user_id=user_id)
    theirs = Q(owner_id=user_id) | Q(memberships__user_id=user_id)
    teams = BillingAccount.objects.filter(theirs, kind=BillingAccount.Kind.TEAM)
    return [own, *teams.distinct().order_by("name", "created_at")]


def paying_account(*, user_id: uuid.UUID, account_id: uuid.UUID | None = None) -> BillingAccount:
    """The chosen account, or the person's own. Raises NotYourAccount."""
    for account in accounts_of(user_id):
        if account_id in (None, account.pk):
            return account
    raise NotYourAccount(_("There is no such account."))


def lock(account_id: uuid.UUID) -> BillingAccount:
    """The account, its row locked until the transaction ends."""
    # NO KEY lets rows that merely refer to the account in meanwhile. SQLite's IMMEDIATE locks all by itself.
    return BillingAccount.objects.select_for_update(no_key=True).get(pk=account_id)


def note(
    account: BillingAccount, action: str, *, actor_id: uuid.UUID | None = None, details: Mapping[str, object]
) -> None:
    """Add to the account's audit trail; `action` is at most 40 characters, `details` hold no names or addresses."""
    AuditEntry.objects.create(account=account, action=action, actor_id=actor_id, details=dict(details))


@transaction.atomic
def grant_plan(
    *, account: BillingAccount, plan: Plan, seats: int | None = None, actor_id: uuid.UUID | None = None
) -> None:
    """Give a plan without payment: by staff, or to a demo account. `seats` is for teams; None counts none."""
    account = lock(account.pk)
    account.plan, account.seats, account.plan_ends_at, account.granted = plan.code, seats, None, True
    account.save(update_fields=["plan", "seats", "plan_ends_at", "granted"])
    details = {"plan": plan.code, "seats": seats}
    note(account, "plan_granted", actor_id=actor_id, details=details)
    if actor_id is not None:
        staff_log.record(action="plan_granted", actor_id=actor_id, account=account, facts=details)


def on_trial(account: BillingAccount, now: datetime) -> bool:
    """Whether a trial lasts at `now`; at `trial_ends_at` itself it has ended."""
    return account.trial_ends_at is not None and now < account.trial_ends_at


def lapsed(account: BillingAccount, now: datetime) -> bool:
    """Whether the grace for an unpaid plan is over at `now`."""
    return account.plan_ends_at is not None and account.plan_ends_at <= now


def effective_plan(account: BillingAccount, now: datetime | None = None) -> Plan:
    """The plan that holds at `now`, with the limits that staff set for the account.

    It is the account's own, the trial's while it lasts, or DEFAULT_PLAN where nothing is sold: the largest of them.
    Raises UnknownPlan when the account names one that is not in the catalogue.
    """
    now = now or timezone.now()
    held = [plan(settings.DEFAULT_PLAN if lapsed(account, now) else account.plan)]
    if on_trial(account, now):
        held.append(plan(account.trial_plan))
    if not settings.BILLING:
        held.append(plan(settings.DEFAULT_PLAN))
    return overridden(max(held, key=lambda each: list(PLANS).index(each.code)), account, now)


def start_trial(*, account: BillingAccount, plan: Plan, days: int, now: datetime) -> bool:
    """Lend `plan` for `days` from `now`. One trial an account, ever: False if it had one already."""
    fields = {"trial_plan": plan.code, "trial_ends_at": now + timedelta(days=days)}
    started = BillingAccount.objects.filter(pk=account.pk, trial_ends_at=None).update(**fields) == 1
    account.refresh_from_db(fields=list(fields))
    return started
