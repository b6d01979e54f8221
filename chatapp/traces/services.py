"""Writes about who allows what."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.accounts import note
from billing.models import BillingAccount
from billing.seats import MANAGERS, role_of
from billing.teams import Forbidden
from chatapp.accounts.models import User
from chatapp.errors import RequestError

from .models import Consent, TeamRefusal

# Of the words on the page (templates/traces/privacy.html): another date with other words.
TEXT = "2026-11-26"


def allow(*, user: User) -> None:
    """The person allows it; once more changes nothing. Raises RequestError where the operator has switched it off."""
    if settings.TRACES == "off":
        raise RequestError(_("This site does not use anybody's thinking to improve models."))
    try:
        with transaction.atomic():
            Consent.objects.create(user=user, text=TEXT)
    except IntegrityError:  # the person allows it already
        return


def withdraw(*, user: User) -> bool:
    """The person allows it no longer; False when they did not."""
    return bool(Consent.objects.filter(user=user, withdrawn_at=None).update(withdrawn_at=timezone.now()))


@transaction.atomic
def set_team_rule(*, account: BillingAccount, actor_id: uuid.UUID, forbids: bool) -> None:
    """A team forbids it for what it pays, or leaves it to its people. Raises billing.teams.Forbidden unless the actor
    is its owner or an admin of it.
    """
    if account.kind != BillingAccount.Kind.TEAM or role_of(account, actor_id) not in MANAGERS:
        raise Forbidden
    if forbids:
        _refusal, changed = TeamRefusal.objects.get_or_create(account=account)
    else:
        changed = bool(TeamRefusal.objects.filter(account=account).delete()[0])
    if changed:
        note(account, "traces_forbidden" if forbids else "traces_left_open", actor_id=actor_id, details={})
