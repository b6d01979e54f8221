"""A light limit on what one person does within a minute."""

from __future__ import annotations

from django.core.cache import cache

from chatapp.errors import Busy

from .models import User

WINDOW = 60  # seconds


def spend(user: User, *, what: str, most: int, words: str) -> None:
    """Count one `what`; Busy, in these words, when the person has done more than `most` within a minute."""
    key = f"{what}:{user.pk}"
    cache.add(key, 0, timeout=WINDOW)
    try:
        done = cache.incr(key)
    except ValueError:  # it expired in between
        return
    if done > most:
        raise Busy(words)
