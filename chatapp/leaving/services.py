"""Writes about leaving: the wish, and taking it back. The erasure itself is in erasing.py."""

from __future__ import annotations

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from billing.accounts import account_for
from billing.claims import Busy
from billing.closing import stop_paying
from billing.gateway import GatewayError
from billing.mails.outbox import queue
from billing.models import TeamInvitation
from chatapp.accounts.models import User
from chatapp.accounts.services import end_sessions
from chatapp.errors import RequestError
from chatapp.runs.cancel import cancel_unfinished
from chatapp.runs.models import Run

from .mails import LEAVING
from .models import Erasure, Leaving
from .selectors import hindrances

logger = logging.getLogger(__name__)


def request_leaving(*, user: User) -> Leaving:
    """End what the person pays, their answers and their sessions, and erase them after the grace; once more changes
    nothing. Raises RequestError with what they must do first, or where the subscription could not be ended.
    """
    if reasons := hindrances(user):
        raise RequestError(" ".join(reasons), code="hindered")
    if settings.BILLING:
        try:
            stop_paying(user_id=user.pk)
        except (GatewayError, Busy) as error:
            logger.warning("the subscription of %s did not end: %s", user.pk, error)
            message = _("Your subscription could not be ended just now. Please try again in a few minutes.")
            raise RequestError(message, code="busy") from error
    now = timezone.now()
    with transaction.atomic():
        erase_at = now + timedelta(days=settings.ACCOUNT_DELETION_GRACE)
        times = {"requested_at": now, "erase_at": erase_at}
        leaving, is_new = Leaving.objects.get_or_create(user=user, defaults=times)
        if is_new:
            # Whoever joined now would lose their team with its owner.
            TeamInvitation.objects.open(now).filter(account__owner=user).update(expires_at=now)
            facts = {"erase_at": erase_at.isoformat()}
            key = f"{LEAVING}:{user.pk}:{now:%Y%m%d%H%M%S}"
            queue(kind=LEAVING, key=key, account=account_for(user_id=user.pk), facts=facts)
    cancel_unfinished(runs=Run.objects.filter(user=user))
    end_sessions(user=user)
    return leaving


def stay(*, user: User) -> bool:
    """The person changed their mind; False where there was nothing to take back. Raises RequestError once the erasure
    has begun.
    """
    with transaction.atomic():
        if not Leaving.objects.select_for_update().filter(pk=user.pk).exists():
            return False
        if Erasure.objects.filter(pk=user.pk).exists():
            raise RequestError(_("It is too late: this account is being erased."), code="too_late")
        Leaving.objects.filter(pk=user.pk).delete()
    return True
