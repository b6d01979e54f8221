"""A member of the support team at a browser."""

from __future__ import annotations

import pytest
from django.test import Client

from chatapp.accounts.models import User
from tests.support.staff import signed_in, with_role


@pytest.fixture
def support(teammate: User) -> User:
    return with_role(teammate, "support")


@pytest.fixture
def office(support: User) -> Client:
    """The browser of `support`."""
    return signed_in(support)
