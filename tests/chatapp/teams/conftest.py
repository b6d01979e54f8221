"""A team of three seats with its owner and a teammate, and browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from billing import teams
from billing.accounts import grant_plan
from billing.models import BillingAccount
from billing.plans import plan
from chatapp.accounts.models import User


@pytest.fixture
def team(owner: User) -> BillingAccount:
    """Three seats; the owner sits in the first."""
    team = teams.create_team(owner_id=owner.pk, name="Kitchen")
    grant_plan(account=team, plan=plan("team"), seats=3)
    team.refresh_from_db()
    return team


@pytest.fixture
def member(team: BillingAccount, owner: User, teammate: User) -> User:
    """The teammate, in the team."""
    _, token = teams.invite(account=team, actor_id=owner.pk, email=teammate.email)
    teams.accept_invitation(token=token, user_id=teammate.pk)
    return teammate


@pytest.fixture
def browser() -> Callable[[User], Client]:
    def browser(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return browser


@pytest.fixture
def text() -> Callable[[Any], str]:
    """A page's content with its white space joined."""
    return lambda response: " ".join(response.content.decode().split())
