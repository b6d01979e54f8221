"""A light limit on what makes this site call other servers."""

from __future__ import annotations

from django.core.cache import cache
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import Busy

A_MINUTE = 20


def spend(user: User) -> None:
    """Count one call; Busy when the person has made A_MINUTE of them within a minute."""
    key = f"model-calls:{user.pk}"
    cache.add(key, 0, timeout=60)
    try:
        calls = cache.incr(key)
    except ValueError:  # it expired in between
        return
    if calls > A_MINUTE:
        raise Busy(_("That was a lot of tries. Please wait a minute."))
