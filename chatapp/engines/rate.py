"""A light limit on what makes this site call other servers."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chatapp.accounts import rate
from chatapp.accounts.models import User

A_MINUTE = 20


def spend(user: User) -> None:
    """Count one call; Busy when the person has made A_MINUTE of them within a minute."""
    words = _("That was a lot of tries. Please wait a minute.")
    rate.spend(user, what="model-calls", most=A_MINUTE, words=words)
