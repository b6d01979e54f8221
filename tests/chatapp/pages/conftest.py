"""People of the page tests."""

import pytest
from django.test import Client

from chatapp.accounts.models import User


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def owner(db):
    """Signed in; `owner.user` is the person."""
    client = signed_in(
        User.objects.create_user(
            "owner@example.org", "seven green lanterns", name="<script>alert('owner')</script>"
        )
    )
    client.user = User.objects.get(email="owner@example.org")
    return client


@pytest.fixture
def outsider(db):
    return signed_in(User.objects.create_user("outsider@example.org"))
