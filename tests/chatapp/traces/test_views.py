"""Settings, Privacy."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client

from billing import teams
from billing.models import Membership
from chatapp.accounts.models import User
from chatapp.traces import selectors, services

pytestmark = pytest.mark.django_db
PAGE = "/settings/privacy/"


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text(client: Client) -> str:
    return " ".join(client.get(PAGE).content.decode().split())


def test_the_switch_is_off_until_it_is_switched_and_says_what_it_means(owner: User) -> None:
    page = browser(owner)
    assert 'aria-checked="false"' in text(page)
    for promise in ("train models", "past and future", "withdraw at any time", "deleting a conversation"):
        assert promise in text(page)
    page.post(f"{PAGE}allow/")
    assert selectors.allows(owner)
    assert 'aria-checked="true"' in text(page)
    page.post(f"{PAGE}withdraw/")
    assert not selectors.allows(owner)
    assert 'aria-checked="false"' in text(page)


def test_a_look_at_the_page_changes_nothing_and_strangers_are_asked_to_sign_in(
    owner: User, client: Client
) -> None:
    for name in ("allow/", "withdraw/", f"teams/{uuid.uuid4()}/"):
        assert browser(owner).get(PAGE + name).status_code == 405
        assert client.post(PAGE + name).headers["Location"].startswith("/accounts/login/")
    assert not selectors.allows(owner)


def test_another_site_cannot_switch_it(owner: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(owner)
    assert strict.post(f"{PAGE}allow/").status_code == 403
    assert not selectors.allows(owner)


def test_where_the_operator_has_switched_it_off_it_can_only_be_withdrawn(owner: User, settings: Any) -> None:
    services.allow(user=owner)
    settings.TRACES = "off"
    page = browser(owner)
    assert "its operator has switched that off" in text(page)
    assert "Withdraw</button>" in text(page)
    page.post(f"{PAGE}withdraw/")
    assert 'role="switch"' not in text(page)
    page.post(f"{PAGE}allow/")
    assert not selectors.allows(owner)


def test_a_team_has_one_rule_which_its_members_see_and_its_managers_set(
    owner: User, teammate: User, outsider: User
) -> None:
    team = teams.create_team(owner_id=owner.pk, name="<b>Swallows</b>")
    Membership.objects.create(account=team, user=teammate)
    rule = f"{PAGE}teams/{team.pk}/"
    assert "Teams" not in text(browser(outsider))
    assert "Each member decides" in text(browser(teammate))
    assert "<b>Swallows" not in text(browser(teammate))
    for person in (teammate, outsider):
        assert rule not in text(browser(person))
        assert browser(person).post(rule, {"forbid": "on"}).status_code == 404
    assert browser(owner).post(f"{PAGE}teams/{uuid.uuid4()}/", {"forbid": "on"}).status_code == 404
    browser(owner).post(rule, {"forbid": "on"})
    assert "Nobody’s thinking is used in conversations that this team pays for" in text(browser(teammate))
    browser(owner).post(rule, {"forbid": "off"})
    assert "Each member decides" in text(browser(teammate))
