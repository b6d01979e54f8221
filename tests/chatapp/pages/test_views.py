import json
import re
import uuid

import pytest
from django.urls import reverse

from billing.accounts import account_for
from chatapp.conversations.models import Conversation
from chatapp.pages import starters

pytestmark = pytest.mark.django_db

STRANGERS_PAGES = [
    "/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nope/",
    "/accounts/password/reset/key/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/nope/",
    "/accounts/inactive/",
    "/accounts/invitation/nope/",
    "/no/such/page/",
    "/pricing/",
    "/terms/",
]
PERSONS_PAGES = [
    "/chat/",
    "/settings/",
    "/settings/sessions/",
    "/settings/privacy/",
    "/settings/billing/",
    "/settings/usage/",
    "/billing/checkout/?plan=plus",
    "/billing/checkout/?plan=team",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
]


def directives(response):
    policy = response.headers["Content-Security-Policy"]
    return {name: sources for name, *sources in (part.split() for part in policy.split(";"))}


def assert_strict(response):
    csp = directives(response)
    assert "unsafe-inline" not in str(csp)
    assert "unsafe-eval" not in str(csp)
    assert csp["default-src"] == csp["base-uri"] == csp["frame-ancestors"] == ["'none'"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Referrer-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    page = response.content.decode()
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S):
        if body.strip() and 'type="application/json"' not in attributes:
            nonce = re.search(r'nonce="([^"]+)"', attributes)[1]
            assert f"'nonce-{nonce}'" in csp["script-src"]


@pytest.mark.parametrize("path", STRANGERS_PAGES)
def test_every_page_of_a_stranger_is_strict(client, path):
    response = client.get(path)
    assert "Fragaria" in response.content.decode()
    assert_strict(response)


@pytest.mark.parametrize("path", PERSONS_PAGES)
def test_every_page_of_a_person_is_strict_and_closed_to_strangers(client, owner, path):
    response = owner.get(path)
    assert response.status_code == 200
    assert_strict(response)
    assert client.get(path).status_code == 302


def test_the_nonce_is_another_one_each_time(owner):
    def nonce():
        return re.search(r'nonce="([^"]+)"', owner.get("/chat/").content.decode())[1]

    assert nonce() != nonce()


def test_who_is_signed_in_goes_straight_to_the_chat(client, owner):
    assert client.get("/").status_code == 200
    assert owner.get("/").headers["Location"] == "/chat/"


def read_boot(response):
    return json.loads(re.search(r'<script id="boot"[^>]*>(.*?)</script>', response.content.decode())[1])


def test_the_chat_page_carries_what_the_browser_needs_to_start(owner, settings):
    boot = read_boot(owner.get("/chat/"))
    assert boot["user"] == {"email": "owner@example.org", "name": owner.user.name}
    assert boot["mode"] == "demo"
    assert boot["limits"]["text"] == settings.MAX_TEXT
    assert boot["conversation"] is None
    assert boot["allowance"]["plan"] == "free"
    assert set(boot["models"]) == {"fast", "think"}
    assert boot["urls"] == {
        "ws": "/ws",
        "api": "/api/",
        "chat": "/chat/",
        "diagram": "/diagram/",
        "files": "/attachments/",
        "settings": "/settings/",
        "data": "/settings/data/",
        "signout": "/accounts/logout/",
        "pricing": "/pricing/",
        "billing": "/settings/billing/",
        "connect": None,
    }


def test_the_demo_model_begins_with_what_it_can_and_another_model_with_anything(owner, settings):
    boot = read_boot(owner.get("/chat/"))
    assert boot["demo"] is True
    assert [starter["text"] for starter in boot["starters"]] == [one.text for one in starters.SEEDLING]
    settings.ENGINE_BASE_URL, settings.ENGINE_MODEL = "http://127.0.0.1:9/v1", "large"
    boot = read_boot(owner.get("/chat/"))
    assert boot["demo"] is False
    assert [starter["text"] for starter in boot["starters"]] == [one.text for one in starters.GENERAL]
    assert boot["models"]["fast"]["label"] == "large"
    settings.ENGINE_MODEL = "seedling"  # any server may offer a model of this name
    boot = read_boot(owner.get("/chat/"))
    assert (boot["demo"], boot["models"]["fast"]["label"]) == (False, "seedling")


@pytest.mark.parametrize("offered", [starters.SEEDLING, starters.GENERAL])
def test_there_are_four_beginnings_and_one_compares_both_modes(offered):
    assert [one.kind for one in offered].count("compare") == 1
    assert len({one.text for one in offered}) == 4


def test_who_may_connect_a_model_is_led_there(owner):
    assert "Model</a>" not in owner.get("/settings/").content.decode()
    owner.user.is_superuser = True
    owner.user.save()
    assert read_boot(owner.get("/chat/"))["urls"]["connect"] == "/settings/model/"
    assert "Model</a>" in owner.get("/settings/").content.decode()


def test_a_name_that_is_markup_stays_text(owner):
    for path in PERSONS_PAGES:
        assert b"<script>alert" not in owner.get(path).content, path


def test_a_conversation_opens_for_its_owner_and_does_not_exist_for_others(owner, outsider, client):
    account = account_for(user_id=owner.user.pk)
    conversation = Conversation.objects.create(user=owner.user, account=account)
    path = reverse("conversation", args=[conversation.pk])
    assert read_boot(owner.get(path))["conversation"] == str(conversation.pk)
    theirs, nobodys = outsider.get(path), outsider.get(reverse("conversation", args=[uuid.uuid4()]))
    assert (theirs.status_code, theirs.content) == (nobodys.status_code, nobodys.content)
    assert theirs.status_code == 404
    assert client.get(path).headers["Location"] == f"/accounts/login/?next={path}"


def test_pages_with_a_persons_data_are_not_kept_by_browsers_or_proxies(owner):
    for path in ("/chat/", "/settings/", "/settings/sessions/"):
        assert "no-store" in owner.get(path).headers["Cache-Control"], path


def test_a_name_can_be_changed_and_bad_ones_are_refused(owner):
    assert owner.post("/settings/", {"name": "Ada"}).status_code == 302
    for bad in ("a" * 151, "a\x00b"):
        assert owner.post("/settings/", {"name": bad}).context["form"].errors, bad
    owner.user.refresh_from_db()
    assert owner.user.name == "Ada"


def test_a_broken_page_says_so_in_the_products_own_look(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("chatapp.pages.views.from_this_machine", lambda request: 1 / 0)
    response = client.get("/")
    assert response.status_code == 500
    assert b"Something broke" in response.content
    assert_strict(response)


def test_a_request_that_makes_no_sense_gets_a_page(client):
    response = client.get("/", headers={"host": "evil.example"})
    assert response.status_code == 400
    assert b"made no sense" in response.content
