"""An authenticator app and recovery codes: set up, asked for, and not got round."""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client

from chatapp.security.adapter import MFAAdapter

from .conftest import PASSWORD, code_of, is_in, wrong_for

pytestmark = pytest.mark.django_db
GARBLED = json.dumps(
    {
        "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
        "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AA", "userHandle": "AA"},
    }
)  # fmt: skip
SET_UP, STEP = "/accounts/2fa/app/", "/accounts/2fa/sign-in/"


def test_setting_up_asks_for_the_password_once_more(signed_in) -> None:
    assert "/accounts/reauthenticate/" in signed_in.get(SET_UP).headers["Location"]


@pytest.mark.django_db(transaction=True)
def test_an_app_is_set_up_with_a_code_from_it_and_codes_for_the_day_it_is_lost(confirmed, person) -> None:
    page = confirmed.get(SET_UP)
    secret = re.search(r'id="secret"[^>]*>([A-Z2-7]+)<', page.content.decode())[1]
    assert b"data:image/svg+xml;base64," in page.content
    response = confirmed.post(SET_UP, {"code": code_of(secret)})
    assert response.headers["Location"] == "/accounts/2fa/codes/"
    first, again = (confirmed.get("/accounts/2fa/codes/").content.decode() for _ in range(2))
    codes = re.findall(r"<code>(\d{8})</code>", first)
    assert len(codes) == 10
    assert f"data:text/plain;charset=utf-8,{codes[0]}%0A" in first
    assert not re.findall(r"\d{8}", again), "they are shown once"
    assert "no-store" in confirmed.get("/accounts/2fa/codes/").headers["Cache-Control"]
    assert mail.outbox[-1].to == [person.email]
    assert "authenticator app was added" in mail.outbox[-1].subject


def test_a_wrong_code_sets_nothing_up_and_keeps_the_secret(confirmed, person) -> None:
    secret = re.search(r'id="secret"[^>]*>([A-Z2-7]+)<', confirmed.get(SET_UP).content.decode())[1]
    page = confirmed.post(SET_UP, {"code": wrong_for(secret)}).content.decode()
    assert "That code is not right" in page
    assert secret in page
    assert not Authenticator.objects.filter(user=person).exists()


def test_the_password_alone_opens_nothing(with_password, secret) -> None:
    client = with_password()
    assert not is_in(client)
    assert client.get("/chat/").status_code == 302
    assert client.get("/api/me").status_code == 401


def test_the_code_lets_in_once(with_password, secret) -> None:
    first, second = with_password(), with_password()
    code = code_of(secret)
    assert first.post(STEP, {"code": code}).headers["Location"] == "/chat/"
    assert is_in(first)
    assert "used already" in second.post(STEP, {"code": code}).content.decode()
    assert not is_in(second)


def test_the_code_of_half_a_minute_ago_counts_and_that_of_two_minutes_ago_does_not(
    with_password, secret
) -> None:
    client = with_password()
    client.post(STEP, {"code": code_of(secret, periods=-4)})
    assert not is_in(client)
    client.post(STEP, {"code": code_of(secret, periods=-1)})
    assert is_in(client)


@pytest.mark.parametrize("bad", ["", "abcdef", "1" * 200, "\x00", "０００００００"])
def test_bad_codes_are_errors_in_the_form(with_password, secret, bad) -> None:
    response = with_password().post(STEP, {"code": bad})
    assert response.status_code == 200
    assert response.context["form"].errors


def test_guessing_codes_has_an_end(with_password, secret) -> None:
    client = with_password()
    for _ in range(5):
        client.post(STEP, {"code": wrong_for(secret)})
    page = client.post(STEP, {"code": code_of(secret)}).content.decode()
    assert "Too many failed" in page
    assert not is_in(client)


def test_a_recovery_code_lets_in_once_and_its_person_hears_of_it(
    with_password, recovery_codes, person
) -> None:
    first, second = with_password(), with_password()
    first.post(STEP, {"code": recovery_codes[0]})
    assert is_in(first)
    assert "9 are left" in mail.outbox[-1].body
    second.post(STEP, {"code": recovery_codes[0]})
    assert not is_in(second)
    assert "9 of 10 left" in first.get("/settings/security/").content.decode()


def test_without_the_password_there_is_no_second_step(client, secret) -> None:
    assert client.post(STEP, {"code": code_of(secret)}).headers["Location"] == "/accounts/login/"
    assert not is_in(client)


def test_cancelling_the_second_step_goes_back_to_the_first(with_password, secret) -> None:
    client = with_password()
    client.post("/accounts/logout/", {"next": "/accounts/login/"})
    assert client.get(STEP).headers["Location"] == "/accounts/login/"


def test_switching_off_asks_for_proof_and_takes_the_recovery_codes_along(
    with_password, secret, person
) -> None:
    client = with_password()
    client.post(STEP, {"code": code_of(secret)})
    assert client.post("/accounts/2fa/app/remove/").status_code == 302
    assert Authenticator.objects.filter(user=person).count() == 2
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/app/remove/")
    assert not Authenticator.objects.filter(user=person).exists()
    assert "removed" in mail.outbox[-1].subject


def test_secrets_are_encrypted_at_rest_and_what_cannot_be_opened_lets_nobody_in(
    secret, person, settings
) -> None:
    stored = Authenticator.objects.get(user=person, type="totp").data["secret"]
    assert secret not in stored
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another key of more than 32 characters", []
    unopened = MFAAdapter().decrypt(stored)
    assert len(unopened) == 32
    assert unopened not in ("", secret)
    assert unopened != MFAAdapter().decrypt(stored), "nobody knows it"


def test_the_address_can_still_be_changed(with_password, secret, person) -> None:
    client = with_password()
    client.post(STEP, {"code": code_of(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    assert "new@example.org" in client.get("/accounts/email/").content.decode()


def test_nobody_renames_or_removes_the_passkey_of_another(confirmed) -> None:
    from chatapp.accounts.models import User

    other = Authenticator.objects.create(
        user=User.objects.create_user("o@example.org"), type="webauthn", data={}
    )
    for verb in ("rename", "remove"):
        assert confirmed.post(f"/accounts/2fa/passkeys/{other.pk}/{verb}/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize(
    "bad", ["", "{}", "[]", "null", '{"response": null}', '{"id": "x", "response": {}}', "x" * 9000, GARBLED]
)
def test_a_passkey_that_is_none_signs_nobody_in(bad) -> None:
    client = Client()
    client.get("/accounts/2fa/passkeys/sign-in/", HTTP_ACCEPT="application/json")
    response = client.post("/accounts/2fa/passkeys/sign-in/", {"credential": bad})
    assert response.headers["Location"] == "/accounts/login/"
    assert not is_in(client)


@pytest.mark.parametrize("bad", ["[1]", "true", '{"id": "x", "response": {}}', GARBLED])
def test_a_passkey_that_is_none_is_not_added(confirmed, person, bad) -> None:
    add = "/accounts/2fa/passkeys/add/"
    confirmed.get(add, headers={"host": "localhost"})
    response = confirmed.post(add, {"credential": bad, "name": "Key"}, headers={"host": "localhost"})
    assert response.status_code == 200
    assert "That code is not right" in response.content.decode()
    assert not Authenticator.objects.filter(user=person).exists()
