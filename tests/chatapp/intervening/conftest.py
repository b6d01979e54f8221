"""A member of the support team at a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.staff.services import grant_role


@pytest.fixture
def support(teammate: User) -> User:
    grant_role(user=teammate, role="support", actor_id=None, reason="joins")
    return User.objects.get(pk=teammate.pk)


@pytest.fixture
def office(support: User) -> Client:
    """The browser of `support`."""
    client = Client()
    client.force_login(support)
    return client
