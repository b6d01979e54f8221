"""Settings, Security, and where passkeys can be used at all."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory

from chatapp.security.origins import passkey_problem

pytestmark = pytest.mark.django_db


def test_strangers_are_asked_to_sign_in(client) -> None:
    assert "/accounts/login/" in client.get("/settings/security/").headers["Location"]


def test_everything_is_reached_from_one_page(signed_in) -> None:
    page = signed_in.get("/settings/security/").content.decode()
    for path in (
        "/accounts/email/",
        "/accounts/password/change/",
        "/settings/sessions/",
        "/accounts/2fa/app/",
    ):
        assert f'href="{path}"' in page


def test_who_signs_in_elsewhere_has_no_password_to_change_and_is_not_asked_for_one(owner) -> None:
    client = Client()
    client.force_login(owner)
    page = client.get("/settings/security/").content.decode()
    assert "you sign in through single sign-on" in page
    assert client.get("/accounts/2fa/app/").status_code == 200


@pytest.mark.parametrize(
    ("host", "secure", "said"),
    [
        ("127.0.0.1:8000", False, "http://localhost:8000/"),
        ("[::1]:8000", False, "http://localhost:8000/"),
        ("chat.example.org", False, "https only"),
        ("chat.example.org", True, ""),
        ("localhost:8000", False, ""),
    ],
)
def test_where_passkeys_do_not_work_the_page_says_so(host, secure, said, settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    request = RequestFactory().get("/", headers={"host": host}, secure=secure)
    problem = passkey_problem(request)
    assert said in problem if said else problem == ""


def test_there_is_no_button_for_a_passkey_that_could_not_be_made(signed_in) -> None:
    page = signed_in.get("/settings/security/", headers={"host": "127.0.0.1:8000"}).content.decode()
    assert "http://localhost:8000/" in page
    assert "/accounts/2fa/passkeys/add/" not in page
