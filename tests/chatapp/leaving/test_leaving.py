"""The wish to leave, the days in which it can be taken back, and what keeps a person."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from billing import gateway, teams
from billing.accounts import account_for
from billing.mails import outbox
from billing.models import Mail, Membership
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.errors import RequestError
from chatapp.leaving import erasing, services
from chatapp.leaving.models import Erasure, Leaving
from chatapp.live.requests import _require_session
from tests.billing.conftest import empty_sandbox, stripe_sandbox, subscribe  # noqa: F401
from tests.chatapp.accounts.conftest import (  # noqa: F401
    PASSWORD,
    _fresh_rate_limits,
    person,
    signed_in,
)

pytestmark = pytest.mark.django_db
PAGE = "/settings/delete-account/"


@pytest.fixture
def confirmed(signed_in: Client) -> Client:  # noqa: F811
    signed_in.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return signed_in


def test_the_page_asks_for_the_password_first(signed_in) -> None:  # noqa: F811
    assert "/accounts/reauthenticate/" in signed_in.get(PAGE).headers["Location"]
    assert signed_in.post(PAGE, {"email": "person@example.org"}).status_code == 302
    assert not Leaving.objects.exists()


def test_it_says_what_goes_and_when(confirmed, person) -> None:  # noqa: F811
    for number in range(3):
        Conversation.objects.create(user=person, account=account_for(user_id=person.pk), title=f"{number}")
    page = confirmed.get(PAGE).content.decode()
    assert "Your 3 conversations are erased" in page
    assert "After 14 days" in page


@pytest.mark.parametrize("typed", ["", "yes", "someone@example.org", "<b>"])
def test_another_address_deletes_nothing_and_stays_in_the_field(confirmed, typed) -> None:
    page = confirmed.post(PAGE, {"email": typed}).content.decode()
    assert "Nothing was deleted" in page
    assert typed.replace("<b>", "&lt;b&gt;") in page
    assert not Leaving.objects.exists()


def test_leaving_signs_out_everywhere_and_says_by_mail_how_to_stay(confirmed, person) -> None:  # noqa: F811
    elsewhere = Client()
    elsewhere.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    assert elsewhere.get("/settings/").status_code == 200
    goodbye = confirmed.post(PAGE, {"email": " Person@Example.org "}, follow=True)
    assert "Your account will be deleted on" in goodbye.content.decode()
    assert "_auth_user_id" not in confirmed.session
    assert "/accounts/login/" in elsewhere.get("/settings/").headers["Location"]
    leaving = Leaving.objects.get(user=person)
    assert leaving.erase_at - leaving.requested_at == timedelta(days=14)
    outbox.send_due()
    assert mail.outbox[-1].to == [person.email]
    assert "/accounts/login/" in mail.outbox[-1].body


def test_who_comes_back_is_asked_whether_to_stay_and_nothing_else(person) -> None:  # noqa: F811
    services.request_leaving(user=person)
    client = Client()
    client.post("/accounts/login/", {"login": person.email, "password": PASSWORD})
    for path in ("/chat/", "/settings/", "/settings/security/", PAGE, "/accounts/password/change/"):
        assert client.get(path).headers["Location"] == "/leaving/"
    assert client.get("/api/me").json()["code"] == "leaving"
    with pytest.raises(RequestError, match="about to be deleted"):
        _require_session(person, client.session.session_key)
    assert "Keep my account" in client.get("/leaving/").content.decode()
    assert client.get("/leaving/stay/").status_code == 405
    assert "Welcome back" in client.post("/leaving/stay/", follow=True).content.decode()
    assert client.get("/chat/").status_code == 200
    assert not Leaving.objects.exists()


def test_staying_twice_and_staying_without_leaving_change_nothing(owner) -> None:
    assert not services.stay(user=owner)
    client = Client()
    client.force_login(owner)
    assert client.get("/leaving/").headers["Location"] == "/chat/"


def test_asking_twice_is_asking_once(owner) -> None:
    first = services.request_leaving(user=owner)
    assert services.request_leaving(user=owner).erase_at == first.erase_at
    assert Mail.objects.filter(kind="leaving").count() == 1


def test_once_the_erasure_has_begun_there_is_no_way_back(owner) -> None:
    leaving = services.request_leaving(user=owner)
    assert erasing.begin(person_id=owner.pk, now=leaving.erase_at)
    with pytest.raises(RequestError, match="too late"):
        services.stay(user=owner)


def test_before_its_day_nothing_begins(owner) -> None:
    services.request_leaving(user=owner)
    assert erasing.erase_due() == 0
    assert erasing.begin(person_id=owner.pk, now=timezone.now()) is None
    assert not Erasure.objects.exists()


class TestWhatKeepsAPerson:
    def test_a_team_with_others_has_to_be_handed_over(self, confirmed, person, outsider) -> None:  # noqa: F811
        team = teams.create_team(owner_id=person.pk, name="Swallows")
        Membership.objects.create(account=team, user=outsider)
        assert "You own the team Swallows" in confirmed.get(PAGE).content.decode()
        assert "You own the team Swallows" in confirmed.post(PAGE, {"email": person.email}).content.decode()
        assert not Leaving.objects.exists()
        teams.transfer_ownership(account=team, actor_id=person.pk, user_id=outsider.pk)
        confirmed.post(PAGE, {"email": person.email})
        assert Leaving.objects.filter(user=person).exists()

    def test_a_team_of_one_goes_along_and_nobody_joins_it_any_more(self, owner, outsider, settings) -> None:
        settings.BILLING = False
        team = teams.create_team(owner_id=owner.pk, name="Alone")
        _, token = teams.invite(account=team, actor_id=owner.pk, email=outsider.email)
        services.request_leaving(user=owner)
        with pytest.raises(teams.InvitationInvalid):
            teams.accept_invitation(token=token, user_id=outsider.pk)

    def test_the_only_administrator_stays(self, db) -> None:
        only = User.objects.create_superuser("only@example.org")
        with pytest.raises(RequestError, match="only administrator"):
            services.request_leaving(user=only)
        second = User.objects.create_superuser("second@example.org")
        services.request_leaving(user=only)
        with pytest.raises(RequestError, match="only administrator"):
            services.request_leaving(user=second)


class TestWhatIsPaid:
    def test_the_subscription_ends_at_once(self, owner, subscribe) -> None:  # noqa: F811
        account = subscribe(account_for(user_id=owner.pk))
        services.request_leaving(user=owner)
        account.refresh_from_db()
        assert [each["status"] for each in gateway.subscriptions(account.customer_id)] == ["canceled"]
        assert account.plan == "free"

    def test_where_it_cannot_be_ended_nothing_changes(self, owner, subscribe, monkeypatch) -> None:  # noqa: F811
        subscribe(account_for(user_id=owner.pk))

        def away(*_args: object) -> None:
            raise gateway.GatewayError("Stripe did not answer.", retryable=True)

        monkeypatch.setattr(gateway, "subscriptions", away)
        with pytest.raises(RequestError, match="try again in a few minutes"):
            services.request_leaving(user=owner)
        assert not Leaving.objects.exists()
