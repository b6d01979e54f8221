"""Whether somebody is locked out by failed sign-ins, and letting them in: allauth's counters for their addresses and
their second factor. The counters of networks are not theirs alone; they run out within a minute.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.core.internal import ratelimit
from django.contrib.sites.shortcuts import get_current_site
from django.core.cache import cache
from django.http import HttpRequest

from chatapp.accounts.models import User

APP = "allauth.account"
FAILED = "login_failed"


def is_locked(request: HttpRequest, user: User) -> bool:
    """Whether the next sign-in, or the next code, would be refused unseen."""
    return any(_full(key, rate) for key, rate in _failed(request, user))


def lift(request: HttpRequest, user: User) -> None:
    """Let the person try again at once: to sign in, to give a code, and to ask for a link to set a password."""
    for key, _rate in (*_failed(request, user), *_asked(request, user)):
        cache.delete(key)


def _failed(request: HttpRequest, user: User) -> Iterator[tuple[str, ratelimit.Rate]]:
    # The two keys are allauth's own (account/adapter.py, mfa/base/internal/flows.py).
    site = get_current_site(request).domain
    for name in (*(f"{site}:{address}" for address in _addresses(user)), f"mfa-auth-user-{user.pk}"):
        yield from _counters(request, FAILED, name)


def _asked(request: HttpRequest, user: User) -> Iterator[tuple[str, ratelimit.Rate]]:
    for address in _addresses(user):
        yield from _counters(request, "reset_password", address)


def _counters(request: HttpRequest, action: str, name: str) -> Iterator[tuple[str, ratelimit.Rate]]:
    for rate in ratelimit.get_rates(app=APP, action=action):
        if rate.per == "key":
            yield ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=name), rate


def _addresses(user: User) -> set[str]:
    others = EmailAddress.objects.filter(user=user).values_list("email", flat=True)
    return {user.email, *(each.lower() for each in others)}


def _full(key: str, rate: ratelimit.Rate) -> bool:
    allowed, _history = ratelimit.apply_rate(list(cache.get(key) or []), time.time(), rate, dry_run=True)
    return not allowed
