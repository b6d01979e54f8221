"""A person with a password, and how they prove more than that."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from chatapp.accounts.models import User
from tests.chatapp.accounts.conftest import (  # noqa: F401
    PASSWORD,
    _fresh_rate_limits,
    person,
    signed_in,
)


def code_of(secret: str, *, periods: int = 0) -> str:
    """What an authenticator app shows now, or so many half minutes from now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + periods))


def wrong_for(secret: str) -> str:
    """Six digits that are right neither now nor about now."""
    right = {code_of(secret, periods=n) for n in range(-3, 4)}
    return next(code for n in range(10) if (code := f"{n:06}") not in right)


@pytest.fixture
def secret(person: User) -> str:  # noqa: F811
    """The secret of the app that the person has set up, with recovery codes."""
    made = generate_totp_secret()
    TOTP.activate(person, made)
    RecoveryCodes.activate(person)
    return made


@pytest.fixture
def recovery_codes(person: User, secret: str) -> list[str]:  # noqa: F811
    return Authenticator.objects.get(user=person, type="recovery_codes").wrap().generate_codes()


@pytest.fixture
def with_password(person: User) -> Callable[[], Client]:  # noqa: F811
    """A browser that has got the password right."""

    def sign_in() -> Client:
        client = Client()
        client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
        return client

    return sign_in


@pytest.fixture
def confirmed(signed_in: Client) -> Client:  # noqa: F811
    """A browser that has just proved once more who sits before it."""
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return signed_in


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session
