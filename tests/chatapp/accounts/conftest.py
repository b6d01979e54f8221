"""People of the account tests."""

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from chatapp.accounts.models import User

PASSWORD = "seven green lanterns"


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    cache.clear()


@pytest.fixture
def person(db):
    """Somebody with a verified address and PASSWORD."""
    user = User.objects.create_user("person@example.org", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def signed_in(person):
    client = Client()
    assert client.post("/accounts/login/", {"login": person.email, "password": PASSWORD}).status_code == 302
    return client


@pytest.fixture
def sign_up(client, db):
    """Posts the sign-up form and returns the response."""

    def post(email="new@example.org", password=PASSWORD, again=None):
        form = {"email": email, "password1": password, "password2": again or password}
        return client.post("/accounts/signup/", form)

    return post
