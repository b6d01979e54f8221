from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from billing.accounts import account_for
from chatapp.accounts import services
from chatapp.accounts.models import Invitation, User

from .conftest import PASSWORD
from .provider import Provider

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def running():
    with Provider() as provider:
        yield provider


@pytest.fixture
def provider(running, settings):
    settings.ROOT_URLCONF = "tests.chatapp.accounts.sso_urls"
    app = {
        "provider_id": "sso",
        "name": "Example SSO",
        "client_id": "fragaria",
        "secret": "secret",
        "settings": {"server_url": running.url},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    running.claims = {
        "sub": "42",
        "email": "person@example.org",
        "email_verified": True,
        "name": "Ada\x07 L.",
    }
    return running


@pytest.fixture
def arrive(client, provider):
    """Signs in through the provider and returns the last response."""

    def go():
        start = client.get("/accounts/oidc/sso/login/?process=login").headers["Location"]
        assert start.startswith(f"{provider.url}/authorize?")
        state = parse_qs(urlsplit(start).query)["state"][0]
        return client.get("/accounts/oidc/sso/login/callback/", {"code": "a-code", "state": state})

    return go


def signed_in_as(client):
    return User.objects.get(pk=client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None


def test_the_sign_in_page_offers_it(client, provider):
    assert b"Continue with Example SSO" in client.get("/accounts/login/").content


def test_a_new_person_gets_an_account_a_name_and_the_demo_trial(client, arrive):
    assert arrive().headers["Location"] == "/chat/"
    user = signed_in_as(client)
    assert (user.email, user.name) == ("person@example.org", "Ada L.")
    assert not user.has_usable_password()
    assert EmailAddress.objects.get(user=user).verified
    assert account_for(user_id=user.pk).trial_plan == "pro"


def test_the_second_visit_is_the_same_person(client, arrive):
    arrive()
    first = signed_in_as(client)
    client.post("/accounts/logout/")
    arrive()
    assert signed_in_as(client) == first
    assert User.objects.count() == 1


def test_a_verified_address_joins_the_account_that_has_it(client, arrive, person):
    arrive()
    assert signed_in_as(client) == person
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("verified", [False, "false", None, 0])
def test_an_address_that_the_provider_did_not_verify_opens_nobodys_account(
    client, arrive, person, provider, settings, verified
):
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    provider.claims["email_verified"] = verified
    arrive()
    assert signed_in_as(client) is None
    assert User.objects.count() == 1
    assert mail.outbox[0].to == [person.email]


def test_an_account_squatting_on_the_address_loses_its_password(client, arrive):
    squatter = User.objects.create_user("person@example.org", PASSWORD)
    EmailAddress.objects.create(user=squatter, email=squatter.email, primary=True, verified=False)
    arrive()
    squatter.refresh_from_db()
    assert not squatter.check_password(PASSWORD)


class TestPolicy:
    def test_other_domains_are_refused(self, client, arrive, settings):
        settings.SIGNUP, settings.SIGNUP_DOMAINS = "domains", ["b.example"]
        response = arrive()
        assert response.status_code == 403
        assert b"Please use an address at b.example" in response.content
        assert not User.objects.exists()

    def test_an_invited_address_comes_in_when_the_provider_verified_it(self, client, arrive, settings):
        settings.SIGNUP = "invite"
        assert arrive().status_code == 403
        services.invite(email="person@example.org")
        assert arrive().headers["Location"] == "/chat/"
        assert Invitation.objects.get().used_at is not None

    def test_an_invitation_helps_nobody_who_only_claims_the_address(self, client, arrive, settings, provider):
        settings.SIGNUP = "invite"
        provider.claims["email_verified"] = False
        services.invite(email="person@example.org")
        assert arrive().status_code == 403
        assert not User.objects.exists()

    def test_an_address_typed_in_later_is_checked_too(self, client, arrive, settings, provider):
        settings.SIGNUP, settings.SIGNUP_DOMAINS = "domains", ["b.example"]
        del provider.claims["email"]
        assert arrive().headers["Location"] == "/accounts/sso/signup/"
        response = client.post("/accounts/sso/signup/", {"email": "me@elsewhere.example"})
        assert b"Please use an address at b.example" in response.content
        assert not User.objects.exists()
        assert client.post("/accounts/sso/signup/", {"email": "me@b.example"}).headers["Location"] == "/chat/"


def test_a_forged_answer_signs_nobody_in(client, provider):
    response = client.get("/accounts/oidc/sso/login/callback/", {"code": "a-code", "state": "made-up"})
    assert b"Sign-in failed" in response.content
    assert signed_in_as(client) is None


def test_cancelling_gets_a_page(client, provider):
    start = client.get("/accounts/oidc/sso/login/").headers["Location"]
    state = parse_qs(urlsplit(start).query)["state"][0]
    answer = {"error": "access_denied", "state": state}
    page = client.get("/accounts/oidc/sso/login/callback/", answer, follow=True)
    assert b"Sign-in cancelled" in page.content
