"""A new person is welcomed once, when their address is known to be theirs."""

import re

import pytest
from django.core import mail
from django.test import override_settings

from billing.mails import outbox
from billing.models import Mail
from chatapp.accounts import services
from chatapp.accounts.models import User
from chatapp.accounts.welcome import queue_welcome

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def welcomes():
    outbox.send_due()
    return [sent.to for sent in mail.outbox if sent.subject == "[Fragaria] Welcome to Fragaria"]


def confirm(client):
    said = "\n".join(sent.body for sent in mail.outbox)
    return client.post(re.findall(r"http://testserver(/accounts/confirm-email/\S+)", said)[-1])


@pytest.mark.parametrize("verification", ["optional", "mandatory"])
def test_it_comes_when_the_address_is_confirmed_and_only_once(client, sign_up, settings, verification):
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    sign_up()
    assert welcomes() == []
    confirm(client)
    assert welcomes() == [["new@example.org"]]
    queue_welcome(user=User.objects.get())
    assert len(welcomes()) == 1
    assert "http://127.0.0.1:8000/chat/" in mail.outbox[-1].body


@override_settings(SIGNUP="invite", ACCOUNT_EMAIL_VERIFICATION="mandatory")
def test_an_invitation_has_shown_whose_the_address_is(client, sign_up):
    _, token = services.invite(email="new@example.org")
    client.get(f"/accounts/invitation/{token}/")
    sign_up()
    assert welcomes() == [["new@example.org"]]


def test_a_later_change_of_address_welcomes_nobody(signed_in, person):
    change = signed_in.post("/accounts/email/", {"email": "next@example.org", "action_add": ""})
    signed_in.post(change.headers["Location"], {"password": PASSWORD})
    confirm(signed_in)
    person.refresh_from_db()
    assert person.email == "next@example.org"
    assert not Mail.objects.filter(kind="welcome").exists()
