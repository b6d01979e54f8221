"""Telling a person by mail what allauth does not: that a recovery code was used."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_used
from django.dispatch import receiver


@receiver(authenticator_used)
def tell_of_recovery_code(*, user: Any, authenticator: Authenticator, **_: Any) -> None:
    """Whoever finds a person's codes uses one: the person hears of it."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        authenticator.refresh_from_db()  # the form checked the code on a row of its own
        left = len(authenticator.wrap().get_unused_codes())
        get_adapter().send_notification_mail("mfa/email/recovery_code_used", user, {"left": left})
