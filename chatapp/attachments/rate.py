"""A light limit on uploads."""

from __future__ import annotations

from django.utils.translation import gettext as _

from chatapp.accounts import rate
from chatapp.accounts.models import User

from . import limits


def spend(user: User) -> None:
    """Count one upload; Busy when the person has made more than A_MINUTE of them within a minute."""
    words = _("That was a lot of files. Please wait a minute, then try again.")
    rate.spend(user, what="uploads", most=limits.A_MINUTE, words=words)
