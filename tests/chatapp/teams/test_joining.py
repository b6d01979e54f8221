"""An invitation's link: for its own address, once, in time, and for nobody else."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from billing import invitations, teams
from billing.accounts import grant_plan
from billing.mails import outbox
from billing.models import AuditEntry, Mail, Membership, TeamInvitation
from billing.paying import payer_for
from billing.plans import plan
from billing.seats import role_of
from chatapp.teams import services
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db
PASSWORD = "seven green lanterns"


@pytest.fixture
def link(team, owner, teammate) -> str:
    """For the teammate."""
    _, token = teams.invite(account=team, actor_id=owner.pk, email=teammate.email)
    return f"/teams/join/{token}/"


def test_the_mail_has_the_link_that_lets_its_address_in(team, owner, teammate, browser) -> None:
    teams.invite(account=team, actor_id=owner.pk, email=teammate.email)
    outbox.send_due()
    (sent,) = mail.outbox
    assert sent.to == [teammate.email]
    path = re.search(r"http://127.0.0.1:8000(/teams/join/\S+/)", sent.body)[1]
    page = browser(teammate)
    assert b"Join Kitchen" in page.get(path).content
    assert page.post(path).headers["Location"] == f"/teams/{team.pk}/"
    assert role_of(team, teammate.pk) == "member"
    assert payer_for(teammate.pk) == team


def test_the_token_is_not_in_the_database(team, owner, link) -> None:
    token = link.split("/")[3]
    stored = [list(model.objects.values()) for model in (TeamInvitation, Mail, AuditEntry)]
    assert token not in str(stored)


def test_a_new_secret_key_loses_no_invitation_while_the_old_one_is_a_fallback(team, owner, settings) -> None:
    invitation, token = teams.invite(account=team, actor_id=owner.pk, email="a@example.org")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = (
        [settings.SECRET_KEY],
        "another key that is long enough",
    )
    assert invitations.token_of(invitation) == token
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(LookupError):
        invitations.token_of(invitation)


def test_stolen_by_another_address_it_is_refused_and_still_works_for_its_own(
    team, teammate, outsider, link, browser, text
) -> None:
    thief = browser(outsider)
    for answer in (thief.get(link), thief.post(link)):
        assert answer.status_code == 403
        page = text(answer)
        assert "This invitation is for another address" in page
        assert "t•••@e•••.org" in page
        assert teammate.email not in page
    assert role_of(team, outsider.pk) is None
    assert browser(teammate).post(link).status_code == 302
    assert role_of(team, teammate.pk) == "member"


def test_signed_out_one_is_led_to_sign_in_and_back_without_learning_the_address(link, teammate, text) -> None:
    page = text(Client().get(link))
    assert f"/accounts/signup/?next={link}" in page
    assert f"/accounts/login/?next={link}" in page
    assert teammate.email not in page
    assert Client().post(link).headers["Location"] == f"/accounts/login/?next={link}"


def test_a_look_consumes_nothing(team, teammate, link, browser) -> None:
    page = browser(teammate)
    for _ in range(3):
        assert page.get(link).status_code == 200
    assert TeamInvitation.objects.get().used_at is None


def test_used_expired_withdrawn_and_unknown_ones_are_one_clear_page(
    team, owner, teammate, outsider, link, browser, text
) -> None:
    gone = "This invitation no longer works"
    page = browser(outsider)
    assert gone in text(page.get("/teams/join/nonsense/"))
    assert page.post("/teams/join/nonsense/").status_code == 410
    TeamInvitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert gone in text(browser(teammate).get(link))
    assert gone in text(browser(teammate).post(link))
    TeamInvitation.objects.update(expires_at=timezone.now() + timedelta(days=1), used_at=timezone.now())
    assert gone in text(browser(teammate).post(link))
    assert not Membership.objects.exists()


def test_who_is_in_already_comes_to_the_team(team, teammate, link, browser) -> None:
    page = browser(teammate)
    page.post(link)
    assert page.get(link).headers["Location"] == f"/teams/{team.pk}/"


def test_a_seat_that_went_meanwhile_is_said_and_the_invitation_stays(
    team, teammate, link, browser, text
) -> None:
    grant_plan(account=team, plan=plan("team"), seats=1)
    answer = browser(teammate).post(link)
    assert answer.status_code == 409
    assert "No seat is free in Kitchen" in text(answer)
    assert TeamInvitation.objects.get().used_at is None


def test_another_site_cannot_make_one_join(teammate, link) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(teammate)
    assert strict.post(link).status_code == 403


@pytest.mark.parametrize("verification", ["optional", "mandatory"])
def test_without_an_account_one_signs_up_and_comes_back(team, owner, settings, verification) -> None:
    cache.clear()
    settings.ACCOUNT_EMAIL_VERIFICATION = verification
    _, token = teams.invite(account=team, actor_id=owner.pk, email="new@example.org")
    here, page = f"/teams/join/{token}/", Client()
    form = {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD, "next": here}
    answer = page.post("/accounts/signup/", form)
    if verification == "mandatory":
        confirm = re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body)[1]
        answer = page.post(confirm)
    assert answer.headers["Location"] == here
    assert page.post(here).headers["Location"] == f"/teams/{team.pk}/"


def test_signing_out_of_the_wrong_account_comes_back_to_the_invitation(outsider, link, browser) -> None:
    assert browser(outsider).post(f"/accounts/logout/?next={link}").headers["Location"] == link


@pytest.mark.django_db(transaction=True)
def test_a_click_that_comes_four_times_joins_once(team, teammate, link) -> None:
    token = link.split("/")[3]

    def click(_: int) -> bool:
        try:
            services.join(token=token, user=teammate)
        except teams.InvitationInvalid:
            return False
        return True

    assert at_once(4, click).count(True) == 1
    assert Membership.objects.filter(account=team).count() == 1
