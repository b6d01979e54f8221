"""Staff with a role, in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from chatapp.accounts.models import User
from tests.support.staff import signed_in, with_role


@pytest.fixture
def as_role(db: None) -> Callable[[str], Client]:
    def enter(role: str) -> Client:
        return signed_in(with_role(User.objects.create_user(f"{role}@staff.example"), role))

    return enter
