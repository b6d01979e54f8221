import uuid

import pytest
from django.db import DatabaseError
from django.test import Client

from chatapp.accounts.models import User
from chatapp.errors import RequestError
from chatapp.live import requests
from chatapp.live.frames import Send
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def closed(settings):
    settings.MAINTENANCE = True


def signed_in(**fields):
    client = Client()
    client.user = User.objects.create_user(f"{uuid.uuid4().hex}@example.org", **fields)
    client.force_login(client.user)
    return client


@pytest.mark.parametrize(
    "path", ["/", "/chat/", "/settings/", "/pricing/", "/accounts/signup/", "/no/such/page/"]
)
def test_people_see_when_to_come_again(client, path):
    for visitor in (client, signed_in()):
        response = visitor.get(path)
        assert response.status_code == 503
        assert response["Retry-After"] == "300"
        assert "no-store" in response["Cache-Control"]
        assert "Permissions-Policy" in response
        assert "Content-Security-Policy" in response
        assert b"Back soon" in response.content


def test_staff_pass(client):
    assert signed_in(is_staff=True).get("/chat/").status_code == 200
    assert client.get("/accounts/login/").status_code == 200


@pytest.mark.parametrize("path", ["/healthz", "/sw.js", "/offline/", "/manifest.webmanifest"])
def test_what_browsers_and_health_checks_ask_is_answered(client, path):
    assert client.get(path).status_code == 200


def test_payments_are_still_reported(client):
    assert client.post("/billing/webhook/", b"{}", content_type="application/json").status_code != 503


def test_an_open_page_reads_on_and_its_writes_are_refused_in_words():
    person = signed_in()
    assert person.get("/api/me").status_code == 200
    response = person.post("/api/conversations/delete", {}, content_type="application/json")
    assert response.status_code == 503
    assert response.json()["code"] == "maintenance"


def test_a_new_question_is_refused_and_nothing_is_stored():
    person = signed_in()
    frame = Send(
        type="send", client_id="a-client-id", text="A question", mode="fast", conversation=None, parent=None
    )
    with pytest.raises(RequestError) as refusal:
        requests._send(person.user, person.session.session_key, frame)
    assert refusal.value.code == "maintenance"
    assert not Run.objects.exists()


def test_a_database_that_is_away_makes_nobody_staff(client, monkeypatch):
    def away(request):
        raise DatabaseError

    monkeypatch.setattr("django.contrib.auth.middleware.get_user", away)
    client.cookies["sessionid"] = "x" * 32
    assert client.get("/chat/").status_code == 503


def test_without_it_everything_is_open(client, settings):
    settings.MAINTENANCE = False
    assert client.get("/").status_code == 200
