"""A light limit on uploads."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import Busy

from . import limits


def spend(user: User) -> None:
    """Count one upload; Busy when the person has made more than A_MINUTE of them within a minute."""
    key = f"uploads:{user.pk}"
    cache.add(key, 0, timeout=60)
    try:
        uploads = cache.incr(key)
    except ValueError:  # it expired in between
        return
    if uploads > limits.A_MINUTE:
        raise Busy(_("That was a lot of files. Please wait a minute, then try again."))
