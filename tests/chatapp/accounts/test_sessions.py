from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from chatapp.accounts.agents import describe_agent
from chatapp.accounts.models import User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def elsewhere(person):
    """The same person on another device."""
    client = Client(HTTP_USER_AGENT=FIREFOX)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    return client


def is_in(client):
    return client.get("/settings/").status_code == 200


def test_the_list_shows_each_device_and_marks_this_one(signed_in, elsewhere):
    page = signed_in.get("/settings/sessions/").content.decode()
    assert "Firefox on Linux" in page
    assert page.count("This device") == 1


def test_another_session_can_be_ended(signed_in, elsewhere):
    session = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert signed_in.post(f"/settings/sessions/{session.pk}/end/").status_code == 302
    assert is_in(signed_in)
    assert not is_in(elsewhere)


def test_sign_out_everywhere_else_leaves_this_session(signed_in, elsewhere):
    signed_in.post("/settings/sessions/end-others/")
    assert is_in(signed_in)
    assert not is_in(elsewhere)


def test_nobody_ends_another_persons_session(signed_in, elsewhere):
    outsider = Client()
    outsider.force_login(User.objects.create_user("outsider@example.org"))
    session = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert outsider.post(f"/settings/sessions/{session.pk}/end/").status_code == 404
    outsider.post("/settings/sessions/end-others/")
    assert is_in(elsewhere)


def test_ending_takes_a_post(signed_in, elsewhere):
    session = UserSession.objects.get(session_key=elsewhere.session.session_key)
    assert signed_in.get(f"/settings/sessions/{session.pk}/end/").status_code == 405
    assert signed_in.get("/settings/sessions/end-others/").status_code == 405


def test_a_hostile_browser_name_is_only_text(person):
    client = Client(HTTP_USER_AGENT="<script>alert(1)</script>" * 50)
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert b"<script>alert" not in client.get("/settings/sessions/").content


def test_last_seen_is_written_at_most_every_five_minutes(signed_in, django_assert_max_num_queries):
    def seen():
        return UserSession.objects.get().last_seen_at

    signed_in.get("/settings/")
    first = seen()
    signed_in.get("/settings/")
    assert seen() == first
    UserSession.objects.update(last_seen_at=timezone.now() - timedelta(minutes=6))
    signed_in.get("/settings/")
    assert seen() > first


@pytest.mark.parametrize(
    ("agent", "description"),
    [
        (FIREFOX, "Firefox on Linux"),
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0",
            "Edge on Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1",
            "Safari on iPhone",
        ),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome on Android"),
        ("", "Unknown browser"),
    ],
)
def test_browsers_are_named_as_people_know_them(agent, description):
    assert describe_agent(agent) == description
