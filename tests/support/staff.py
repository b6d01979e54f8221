"""Members of the staff, and browsers in which somebody is signed in."""

from __future__ import annotations

from django.test import Client

from chatapp.accounts.models import User
from chatapp.staff.services import grant_role


def with_role(user: User, role: str) -> User:
    """The person, of the staff from now on."""
    grant_role(user=user, role=role, actor_id=None, reason="For the test")
    return User.objects.get(pk=user.pk)  # what they may do is asked anew


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
