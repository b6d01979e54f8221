"""REQUIRE_MFA: who must have a second factor, and what is shut until they do."""

from __future__ import annotations

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client

from chatapp.accounts.models import User
from chatapp.errors import RequestError
from chatapp.live.requests import _require_session

pytestmark = pytest.mark.django_db


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def staff(db: None) -> User:
    return User.objects.create_superuser("staff@example.org")


def test_off_asks_nobody(owner, staff, settings) -> None:
    assert browser(owner).get("/settings/").status_code == 200
    assert browser(staff).get("/settings/model/").status_code == 200


def test_staff_need_one_for_pages_of_staff_and_for_nothing_else(owner, staff, settings) -> None:
    settings.REQUIRE_MFA = "staff"
    client = browser(staff)
    assert client.get("/settings/model/").headers["Location"] == "/settings/security/"
    assert client.get("/settings/").status_code == 200
    assert browser(owner).get("/settings/").status_code == 200
    assert browser(owner).get("/settings/model/").status_code == 403
    TOTP.activate(staff, generate_totp_secret())
    assert client.get("/settings/model/").status_code == 200


def test_everybody_is_led_to_set_one_up(owner, settings) -> None:
    settings.REQUIRE_MFA = "all"
    client = browser(owner)
    for path in ("/chat/", "/settings/", "/settings/data/export/", "/settings/delete-account/"):
        assert client.get(path).headers["Location"] == "/settings/security/"
    refused = client.get("/api/me")
    assert (refused.status_code, refused.json()["code"]) == (403, "second_factor")
    page = client.get("/settings/security/")
    assert page.status_code == 200
    assert "A second factor is needed here" in page.content.decode()
    TOTP.activate(owner, generate_totp_secret())
    assert client.get("/chat/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(owner, settings) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    settings.REQUIRE_MFA = "all"
    RecoveryCodes.activate(owner)
    assert browser(owner).get("/chat/").status_code == 302


def test_the_live_socket_is_shut_as_well(owner, settings) -> None:
    settings.REQUIRE_MFA = "all"
    with pytest.raises(RequestError, match="second factor"):
        _require_session(owner, browser(owner).session.session_key)


def test_signed_out_pages_and_signing_out_stay_open(client, owner, settings) -> None:
    settings.REQUIRE_MFA = "all"
    assert client.get("/").status_code == 200
    assert browser(owner).post("/accounts/logout/").headers["Location"] == "/"


def test_every_name_that_stays_open_is_a_page_there_is() -> None:
    from django.urls import get_resolver

    from chatapp.security.admission import RESTORING, SETTING_UP

    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    assert (RESTORING | SETTING_UP) - names == set()


class TestLostEverything:
    def test_the_operator_removes_what_was_lost_and_the_person_hears_of_it(self, owner) -> None:
        TOTP.activate(owner, generate_totp_secret())
        client = browser(owner)
        client.get("/settings/")
        call_command("reset-second-factor", owner.email)
        assert not owner.authenticator_set.exists()
        assert client.get("/settings/").status_code == 302
        assert mail.outbox[-1].to == [owner.email]

    def test_of_nobody_nothing_is_removed(self, db) -> None:
        with pytest.raises(CommandError, match="nobody"):
            call_command("reset-second-factor", "nobody@example.org")
