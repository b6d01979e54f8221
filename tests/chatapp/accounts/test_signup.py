import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import override_settings
from django.utils import timezone

from billing.accounts import account_for
from chatapp.accounts import services
from chatapp.accounts.models import Invitation, User
from chatapp.accounts.policy import refusal

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db


def errors(response):
    return " ".join(error for field in response.context["form"].errors.values() for error in field)


def test_a_new_person_lands_in_the_chat_with_a_labelled_pro_trial(sign_up, client):
    response = sign_up()
    assert response.headers["Location"] == "/chat/"
    user = User.objects.get(email="new@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    account = account_for(user_id=user.pk)
    assert (account.plan, account.trial_plan) == ("free", "pro")
    left = account.trial_ends_at - timezone.now()
    assert timedelta(days=13, hours=23) < left <= timedelta(days=14)


@override_settings(DEMO=False)
def test_in_production_there_is_no_trial(sign_up):
    sign_up()
    assert account_for(user_id=User.objects.get().pk).trial_ends_at is None


def test_addresses_are_stored_in_lower_case(sign_up):
    sign_up(email="New.Person@Example.ORG")
    assert User.objects.get().email == "new.person@example.org"


@pytest.mark.parametrize(
    ("password", "complaint"),
    [("short", "at least 10"), ("password1234", "common"), ("new@example.org", "similar")],
)
def test_weak_passwords_are_refused(sign_up, password, complaint):
    assert complaint in errors(sign_up(password=password))
    assert not User.objects.exists()


def test_two_different_passwords_are_refused(sign_up):
    assert "same password" in errors(sign_up(again="another one entirely"))


@pytest.mark.parametrize(
    "email",
    ["a" * 1_000_000 + "@example.org", "a\x00b@example.org", "a\nb@example.org", "<script>@example.org", ""],
)
def test_bad_addresses_are_refused_and_echoed_harmlessly(sign_up, email):
    response = sign_up(email=email)
    assert response.status_code == 200
    assert "email" in response.context["form"].errors
    assert b"<script>@" not in response.content
    assert not User.objects.exists()


@override_settings(ACCOUNT_EMAIL_VERIFICATION="mandatory")
def test_where_verification_is_mandatory_the_link_in_the_mail_opens_the_account(sign_up, client):
    assert sign_up().headers["Location"] == "/accounts/confirm-email/"
    assert "_auth_user_id" not in client.session
    assert mail.outbox[0].subject == "[Fragaria] Confirm your address"
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[0].body)[1]
    assert b"new@example.org" in client.get(link).content
    assert client.post(link).headers["Location"] == "/chat/"
    assert "_auth_user_id" in client.session
    assert User.objects.get().emailaddress_set.get().verified


@override_settings(ACCOUNT_EMAIL_VERIFICATION="mandatory")
def test_signing_up_with_a_taken_address_tells_its_owner_and_nobody_else(sign_up, person):
    response = sign_up(email=person.email)
    assert response.headers["Location"] == "/accounts/confirm-email/"  # as for a free address
    assert mail.outbox[0].to == [person.email]
    assert "already" in mail.outbox[0].subject
    assert User.objects.count() == 1


def test_a_mail_server_that_is_away_does_not_break_sign_up(sign_up, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert sign_up().status_code == 302
    assert b"could not send you an e-mail" in client.get("/settings/").content


class TestPolicy:
    def test_domains_match_exactly_and_in_any_case(self):
        def ask(email):
            return refusal(
                policy="domains", domains=["Example.org", "@b.example"], email=email, invited=False
            )

        assert ask("a@example.org") is ask("a@EXAMPLE.org") is ask("a@b.example") is None
        assert "Example.org" in ask("a@mail.example.org")
        for outside in ("a@notexample.org", "a@example.org.evil.example", "a@example.org@evil.example"):
            assert ask(outside), outside

    @pytest.mark.parametrize("policy", ["open", "domains", "invite"])
    def test_an_invitation_opens_every_policy(self, policy):
        assert refusal(policy=policy, domains=["b.example"], email="a@example.org", invited=True) is None


@override_settings(SIGNUP="domains", SIGNUP_DOMAINS=["b.example"])
def test_a_refused_domain_is_a_clear_error_in_the_form(sign_up):
    assert "Please use an address at b.example" in errors(sign_up())
    assert not User.objects.exists()
    assert sign_up(email="me@b.example").status_code == 302


@override_settings(SIGNUP="domains", SIGNUP_DOMAINS=["example.org"])
def test_nobody_moves_out_of_the_allowed_domains_later(signed_in):
    response = signed_in.post("/accounts/email/", {"email": "me@elsewhere.example", "action_add": ""})
    assert response.status_code == 200
    assert "Please use an address at example.org" in errors(response)


class TestInvitation:
    @pytest.fixture(autouse=True)
    def _invitations_only(self, settings):
        settings.SIGNUP = "invite"

    def follow(self, client, email="new@example.org", **changes):
        invitation, token = services.invite(email=email)
        Invitation.objects.filter(pk=invitation.pk).update(**changes)
        return client.get(f"/accounts/invitation/{token}/")

    def test_without_one_the_page_says_what_to_do_and_posting_makes_nobody(self, client, sign_up):
        assert b"Ask the people who run it for an invitation" in client.get("/accounts/signup/").content
        assert sign_up().status_code == 200
        assert not User.objects.exists()

    @override_settings(ACCOUNT_EMAIL_VERIFICATION="mandatory")
    def test_its_link_leads_to_a_verified_account(self, client, sign_up):
        page = client.get(self.follow(client).headers["Location"])
        assert b'value="new@example.org"' in page.content
        assert sign_up().headers["Location"] == "/chat/"
        assert User.objects.get().emailaddress_set.get().verified
        assert Invitation.objects.get().used_at is not None

    def test_it_is_bound_to_its_address(self, client, sign_up):
        self.follow(client)
        assert "invitation for this address" in errors(sign_up(email="other@example.org"))
        assert not User.objects.exists()

    def test_it_works_once(self, client):
        assert self.follow(client, used_at=timezone.now()).status_code == 410

    def test_it_expires(self, client):
        assert self.follow(client, expires_at=timezone.now()).status_code == 410

    def test_it_is_not_honoured_when_it_was_used_after_the_link_was_followed(self, client, sign_up):
        self.follow(client)
        Invitation.objects.update(used_at=timezone.now())
        assert b"Ask the people" in sign_up().content
        assert not User.objects.exists()

    def test_the_slower_of_two_sign_ups_is_refused(self):
        invitation, _ = services.invite(email="new@example.org")
        services.use_invitation(invitation=invitation)
        with pytest.raises(services.InvitationUsed):
            services.use_invitation(invitation=invitation)

    def test_a_newer_one_closes_the_older(self, client):
        _, old = services.invite(email="new@example.org")
        services.invite(email="new@example.org")
        assert client.get(f"/accounts/invitation/{old}/").status_code == 410

    def test_the_token_is_not_stored(self):
        invitation, token = services.invite(email="new@example.org")
        assert token not in "".join(map(str, vars(invitation).values()))


def test_two_sign_ups_at_once_make_one_account(sign_up, client, monkeypatch):
    from chatapp.accounts.forms import SignupForm

    def overtaken(form, request, original=SignupForm.save):
        User.objects.create_user("new@example.org", PASSWORD)  # the other click, after this one was validated
        return original(form, request)

    monkeypatch.setattr(SignupForm, "save", overtaken)
    assert sign_up().headers["Location"] == "/accounts/login/"
    assert User.objects.count() == 1
