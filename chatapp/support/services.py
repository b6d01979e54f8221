"""What staff do about how somebody signs in. Each has a reason, and is in the audit log."""

from __future__ import annotations

import uuid

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.accounts import account_for
from billing.mails.outbox import queue
from billing.reasons import given
from chatapp.accounts.models import User
from chatapp.accounts.services import end_sessions
from chatapp.audit.log import record
from chatapp.security import services as security

from . import locks
from .errors import SupportError
from .told import SIGNED_OUT


def unlock(*, user: User, request: HttpRequest, actor_id: uuid.UUID, reason: str) -> bool:
    """Let the person try to sign in again; whether they were locked out. `request` tells which site's counters it is
    about. Raises ReasonNeeded.
    """
    reason = given(reason)
    was_locked = locks.is_locked(request, user)
    record(
        action="person.unlocked",
        actor_id=actor_id,
        object_type="user",
        object_id=user.pk,
        reason=reason,
        facts={"was_locked": was_locked},
    )
    locks.lift(request, user)
    return was_locked


@transaction.atomic
def sign_out_everywhere(*, user: User, actor_id: uuid.UUID, reason: str) -> int:
    """End all sessions of the person, tell them by mail, and say how many there were. Raises ReasonNeeded.

    An open page hears of it at its next request, and within a minute where it only listens.
    """
    reason = given(reason)
    ended = UserSession.objects.filter(user=user).count()
    end_sessions(user=user)
    if ended:
        key = f"{SIGNED_OUT}:{user.pk}:{timezone.now():%Y%m%d%H%M%S}"
        queue(kind=SIGNED_OUT, key=key, account=account_for(user_id=user.pk))
    record(
        action="person.signed_out",
        actor_id=actor_id,
        object_type="user",
        object_id=user.pk,
        reason=reason,
        facts={"sessions": ended},
    )
    return ended


def reset_second_factor(*, user: User, actor_id: uuid.UUID, reason: str) -> int:
    """Remove all second factors, sign the person out, and tell them; how many there were.

    Raises ReasonNeeded, SupportError where there is none, and OSError (or its SMTPException) when the mail was not
    taken: the rest is done by then.
    """
    reason = given(reason)
    if not Authenticator.objects.filter(user=user).exists():
        raise SupportError(_("They have no second factor."))
    return security.reset(user=user, actor_id=actor_id, reason=reason)
