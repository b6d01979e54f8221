"""What is written about second factors beside allauth's own pages."""

from __future__ import annotations

import uuid

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from chatapp.accounts.models import User
from chatapp.accounts.services import end_sessions
from chatapp.audit.log import record


def reset(*, user: User, actor_id: uuid.UUID | None, reason: str) -> int:
    """Remove all second factors of a person who lost them, sign them out, and tell them; returns how many there were.

    It is in the audit log, with who did it (None: the machine's command line) and why.

    Raises OSError (or its SMTPException) when the mail server does not take the mail; the rest is done by then.
    """
    with transaction.atomic():
        removed, _rows = Authenticator.objects.filter(user=user).delete()
        record(
            action="second_factor.reset",
            actor_id=actor_id,
            object_type="user",
            object_id=user.pk,
            reason=reason,
            facts={"removed": removed},
        )
    end_sessions(user=user)
    with override(user.language or settings.LANGUAGE_CODE):
        subject = _("Your second factors were removed")
        words = _(
            "The people who run this site removed your passkeys, your authenticator app and your recovery codes. Sign"
            " in with your password, and set them up again. If you did not ask for that, tell them at once."
        )
    send_mail(settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject, words, None, [user.email])
    return removed
