import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client, override_settings
from redis.exceptions import ConnectionError

from chatapp.accounts.cache import ForgivingRedisCache
from chatapp.accounts.models import User

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"


def test_the_right_password_opens_the_chat_whatever_the_case_of_the_address(client, person):
    response = client.post(LOGIN, {"login": "PERSON@example.org", "password": PASSWORD})
    assert response.headers["Location"] == "/chat/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client, person):
    def answer(email):
        response = client.post(LOGIN, {"login": email, "password": "wrong"})
        return response.status_code, response.context["form"].errors

    assert answer(person.email) == answer("nobody@example.org")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "bad", [{"login": "a" * 1_000_000}, {"login": "a\x00@example.org"}, {"password": "a\x00b"}, {"login": ""}]
)
def test_bad_input_is_an_error_in_the_form(client, person, bad):
    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD} | bad)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert "_auth_user_id" not in client.session


def test_after_five_wrong_passwords_even_the_right_one_has_to_wait(client, person):
    for _ in range(5):
        client.post(LOGIN, {"login": person.email, "password": "wrong"})
    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert "Too many failed login attempts" in str(response.context["form"].errors)
    assert "_auth_user_id" not in client.session


def test_a_flood_of_sign_ins_gets_a_page_that_says_wait(client, db):
    answers = [client.post(LOGIN, {"login": f"{n}@example.org", "password": "x"}) for n in range(31)]
    assert answers[-1].status_code == 429
    assert b"Please wait a few minutes" in answers[-1].content


class TestWithoutRedis:
    @pytest.fixture(autouse=True)
    def _no_redis(self, settings):
        # Port 1 answers nobody. A name of its own per test keeps the memory's counters apart.
        settings.CACHES = {
            "default": {
                "BACKEND": "chatapp.accounts.cache.ForgivingRedisCache",
                "LOCATION": "redis://127.0.0.1:1/0",
            }
        }
        ForgivingRedisCache("redis://127.0.0.1:1/0", {}).memory.clear()

    def test_people_sign_in(self, client, person):
        assert client.post(LOGIN, {"login": person.email, "password": PASSWORD}).status_code == 302

    def test_guessing_is_still_limited(self, client, person):
        for _ in range(5):
            client.post(LOGIN, {"login": person.email, "password": "wrong"})
        response = client.post(LOGIN, {"login": person.email, "password": PASSWORD})
        assert "Too many failed login attempts" in str(response.context["form"].errors)

    def test_an_error_that_is_not_absence_is_not_hidden(self, monkeypatch):
        cache = ForgivingRedisCache("redis://127.0.0.1:1/0", {})
        with pytest.raises(TypeError):
            cache.get()
        with pytest.raises(ConnectionError):
            cache.clear()  # wiping only the memory would be a lie


def test_sign_out_takes_a_post(signed_in):
    assert b"Sign out?" in signed_in.get("/accounts/logout/").content
    assert "_auth_user_id" in signed_in.session
    assert signed_in.post("/accounts/logout/").headers["Location"] == "/"
    assert "_auth_user_id" not in signed_in.session


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_sign_in_does_not_lead_to_other_sites(client, person, target):
    response = client.post(LOGIN, {"login": person.email, "password": PASSWORD, "next": target})
    assert response.headers["Location"] == "/chat/"


def test_forms_need_the_csrf_token(person):
    response = Client(enforce_csrf_checks=True).post(LOGIN, {"login": person.email, "password": PASSWORD})
    assert response.status_code == 403
    assert b"Please try again" in response.content


class TestPasswordReset:
    def ask(self, client, email):
        assert client.post("/accounts/password/reset/", {"email": email}).status_code == 302

    def test_the_mailed_link_sets_a_new_password_once_and_ends_other_sessions(
        self, client, signed_in, person
    ):
        self.ask(client, person.email)
        assert mail.outbox[0].subject == "[Fragaria] Reset your password"
        assert "Fragaria at testserver" in mail.outbox[0].body
        link = re.search(r"http://testserver(/accounts/password/reset/key/\S+)", mail.outbox[0].body)[1]
        form_page = client.get(link).headers["Location"]
        new = {"password1": "eight blue lanterns", "password2": "eight blue lanterns"}
        assert client.post(form_page, new).status_code == 302
        person.refresh_from_db()
        assert person.check_password("eight blue lanterns")
        assert signed_in.get("/chat/").headers["Location"].startswith(LOGIN)
        assert b"no longer works" in Client().get(link).content

    def test_an_unknown_address_gets_the_same_page_and_a_mail_that_says_so(self, client):
        self.ask(client, "nobody@example.org")
        assert "no Fragaria account" in mail.outbox[0].body


def test_changing_the_password_keeps_this_session_and_tells_the_owner(signed_in, person):
    other = Client()
    other.force_login(person)
    new = {"oldpassword": PASSWORD, "password1": "eight blue lanterns", "password2": "eight blue lanterns"}
    assert signed_in.post("/accounts/password/change/", new).status_code == 302
    assert signed_in.get("/settings/").status_code == 200
    assert other.get("/settings/").status_code == 302
    assert "password has been changed" in mail.outbox[-1].body


def ask_for_address(client, email):
    """Posts the change and the password that is then asked for."""
    change = client.post("/accounts/email/", {"email": email, "action_add": ""})
    return client.post(change.headers["Location"], {"password": PASSWORD})


def test_an_address_that_was_never_confirmed_is_not_given_up_for_another(signed_in, person):
    EmailAddress.objects.update(verified=False)
    assert (
        signed_in.post("/accounts/email/", {"email": "me@example.org", "action_add": ""}).status_code == 200
    )
    person.refresh_from_db()
    assert person.email == "person@example.org"


def test_an_address_that_became_another_accounts_meanwhile_stays_theirs(signed_in, person):
    ask_for_address(signed_in, "me@example.org")
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    User.objects.create_user("me@example.org")
    page = signed_in.post(link, follow=True)
    assert b"belongs to another account" in page.content
    person.refresh_from_db()
    assert person.email == "person@example.org"


@override_settings(ACCOUNT_EMAIL_VERIFICATION="mandatory")
def test_a_new_address_needs_the_password_again_and_counts_when_its_link_was_followed(signed_in, person):
    change = signed_in.post("/accounts/email/", {"email": "me@example.org", "action_add": ""})
    again = change.headers["Location"]
    assert again.startswith("/accounts/reauthenticate/")
    assert not mail.outbox
    signed_in.post(again, {"password": PASSWORD})
    person.refresh_from_db()
    assert person.email == "person@example.org"
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    signed_in.post(link)
    person.refresh_from_db()
    assert person.email == "me@example.org"
