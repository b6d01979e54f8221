"""The chat page changes a few preferences itself."""

from __future__ import annotations

import pytest
from django.test import Client

from chatapp.accounts.models import Preferences, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


def test_it_reads_and_changes_what_is_named(page: Client, owner: User) -> None:
    assert page.get("/api/preferences").json()["theme"] == "system"
    told = page.patch("/api/preferences", {"theme": "dark"}, content_type="application/json").json()
    assert (told["theme"], told["notify_browser"]) == ("dark", False)
    assert Preferences.objects.get().user == owner


@pytest.mark.parametrize(
    "wrong", [{"theme": "pink"}, {"notify_browser": "perhaps"}, {"user": "x"}, {"instructions_about": "x"}]
)
def test_it_refuses_what_is_no_choice(page: Client, wrong: dict[str, str]) -> None:
    assert page.patch("/api/preferences", wrong, content_type="application/json").status_code == 422
    assert not Preferences.objects.exists()


def test_a_stranger_has_none() -> None:
    assert Client().get("/api/preferences").status_code == 401
    assert Client().patch("/api/preferences", {}, content_type="application/json").status_code == 401
