"""Beginning and ending a viewing, and counting what it was refused. The audit log has all of it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from billing.accounts import account_for
from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.audit.log import Fact, record

from .models import Viewing
from .rules import why_not


class NotViewed(ValueError):
    """Nobody sees the product as this person. The message says why."""


@transaction.atomic
def start(*, staff: User, person: User, reason: str, now: datetime | None = None) -> Viewing:
    """Let `staff`, who may, see the product as `person` for VIEW_AS_MINUTES; a viewing of theirs that is open ends.

    Raises ReasonNeeded and NotViewed.
    """
    reason = given(reason)
    # Of two starts at once, the second finds the first.
    User.objects.select_for_update().filter(pk=staff.pk).first()
    if words := why_not(person):
        raise NotViewed(words)
    for earlier in Viewing.objects.filter(staff=staff, ended_at=None):
        end(viewing=earlier, how="another")
    # Pages make it on first use, and nothing is made while somebody looks.
    account_for(user_id=person.pk)
    now = now or timezone.now()
    until = now + timedelta(minutes=settings.VIEW_AS_MINUTES)
    viewing = Viewing.objects.create(staff=staff, person=person, started_at=now, until=until)
    _tell("person.viewed_as", viewing, reason=reason, minutes=settings.VIEW_AS_MINUTES)
    return viewing


@transaction.atomic
def end(*, viewing: Viewing, how: str, now: datetime | None = None) -> bool:
    """End it; False where it has ended already. `how`: stopped, signed out, another, time, rights or person."""
    if not Viewing.objects.filter(pk=viewing.pk, ended_at=None).update(ended_at=now or timezone.now()):
        return False
    viewing.refresh_from_db()
    _tell("person.view_ended", viewing, how=how, refused=viewing.refused)
    return True


def end_overdue(*, now: datetime | None = None) -> int:
    """End those whose time is up and whose browser asked for nothing since; returns how many."""
    now = now or timezone.now()
    return sum(
        end(viewing=each, how="time") for each in Viewing.objects.filter(ended_at=None, until__lte=now)
    )


@transaction.atomic
def count_refusal(*, viewing: Viewing, what: str, method: str) -> None:
    """Something would have written as the person, or opened what stays closed. The first is in the audit log."""
    is_first = Viewing.objects.filter(pk=viewing.pk, refused=0).update(refused=1)
    if is_first:
        _tell("person.view_refused", viewing, page=what, method=method)
    else:
        Viewing.objects.filter(pk=viewing.pk).update(refused=F("refused") + 1)


def note_not_viewed(*, staff_id: uuid.UUID, person_id: uuid.UUID) -> None:
    """Somebody asked to see the product as a person whom nobody views."""
    record(
        action="refused",
        actor_id=staff_id,
        object_type="user",
        object_id=person_id,
        facts={"page": "start_viewing", "method": "POST"},
    )


def _tell(action: str, viewing: Viewing, *, reason: str = "", **facts: Fact) -> None:
    record(
        action=action,
        actor_id=viewing.staff_id,
        object_type="user",
        object_id=viewing.person_id,
        reason=reason,
        facts={"viewing": str(viewing.pk), **facts},
    )
