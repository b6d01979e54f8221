"""A person's language and look are theirs on every device."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from chatapp.accounts.models import User
from chatapp.accounts.preferences.services import change

pytestmark = pytest.mark.django_db
COOKIE = settings.LANGUAGE_COOKIE_NAME


@pytest.fixture
def device(owner: User) -> Client:
    """A browser that speaks English, on which the owner has signed in."""
    client = Client(headers={"Accept-Language": "en"})
    client.force_login(owner)
    return client


def test_the_chosen_language_counts_more_than_the_browsers_and_its_cookie(
    device: Client, owner: User
) -> None:
    change(user=owner, language="zh-hans")
    device.cookies[COOKIE] = "en"
    answer = device.get("/settings/general/")
    assert answer.headers["Content-Language"] == "zh-hans"
    assert answer.cookies[COOKIE].value == "zh-hans"
    assert COOKIE not in device.get("/settings/general/").cookies


def test_without_a_choice_the_browser_decides(device: Client) -> None:
    answer = device.get("/settings/general/")
    assert answer.headers["Content-Language"] == "en"
    assert COOKIE not in answer.cookies


def test_a_language_that_is_gone_breaks_nothing(device: Client, owner: User) -> None:
    change(user=owner, language="tlh")
    assert device.get("/settings/general/").headers["Content-Language"] == "en"


def test_theme_and_size_of_text_come_with_every_page_of_the_person_and_with_no_strangers(
    device: Client, owner: User
) -> None:
    change(user=owner, theme="dark", font_size="large")
    for address in ("/settings/", "/chat/"):
        page = device.get(address).content.decode()
        assert 'data-chosen-theme="dark" data-theme="dark" data-font="large"' in page.split(">", 2)[1]
    change(user=owner, theme="system", font_size="normal")
    assert 'data-chosen-theme="system">' in device.get("/settings/").content.decode()
    assert "data-chosen-theme" not in Client().get("/accounts/login/").content.decode()
