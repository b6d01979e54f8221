"""Signed-in people for a running stack."""

from __future__ import annotations

import uuid


def make(number: int, plan: str) -> list[str]:
    """Create people with accounts on `plan`; returns a session key for each."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from billing.models import BillingAccount
    from chatapp.accounts.models import User

    keys = []
    for _ in range(number):
        user = User.objects.create(email=f"{uuid.uuid4().hex}@people.example")
        BillingAccount.objects.create(owner=user, plan=plan)
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        keys.append(str(session.session_key))
    return keys
