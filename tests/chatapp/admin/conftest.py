"""Staff with a role, in a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.staff.services import grant_role


@pytest.fixture
def as_role(db: None) -> Callable[[str], Client]:
    def enter(role: str) -> Client:
        user = User.objects.create_user(f"{role}@staff.example")
        grant_role(user=user, role=role, actor_id=None, reason="A test")
        client = Client()
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return enter
