"""An invitation that did not arrive is sent again: with a new link, since the old one is not stored."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from billing.reasons import given
from chatapp.accounts.models import Invitation
from chatapp.accounts.services import invite, send_invitation
from chatapp.audit.log import record

from .errors import SupportError
from .mails import ACTION, MOST_AN_HOUR


def send_again(*, invitation_id: uuid.UUID, actor_id: uuid.UUID, reason: str) -> str:
    """Mail the address a new link, close the old one, and return the address. Whoever invited it stays the same.

    Raises ReasonNeeded, SupportError, AccountsError where there is an account meanwhile, and OSError (or its
    SMTPException) where the mail server does not take the mail.
    """
    reason = given(reason)
    with transaction.atomic():
        earlier = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
        # After the wait for the lock: who was before us has closed it in the meantime.
        now = timezone.now()
        if earlier is None or not Invitation.objects.open(now).filter(pk=earlier.pk).exists():
            raise SupportError(_("This invitation was used, sent again or closed meanwhile. Look again."))
        lately = Invitation.objects.filter(email=earlier.email, created_at__gt=now - timedelta(hours=1))
        if lately.count() >= MOST_AN_HOUR:
            raise SupportError(
                _("{most} invitations an hour are sent to one address. Wait a little.").format(
                    most=MOST_AN_HOUR
                )
            )
        invitation, token = invite(email=earlier.email, invited_by=earlier.invited_by, now=now)
        record(
            action=ACTION,
            actor_id=actor_id,
            object_type="invitation",
            object_id=invitation.pk,
            reason=reason,
            facts={"mail": "invitation", "earlier": str(earlier.pk)},
        )
    with override(settings.LANGUAGE_CODE):
        link = settings.SITE_URL + reverse("accept_invitation", args=[token])
        send_invitation(invitation=invitation, link=link)
    return invitation.email
