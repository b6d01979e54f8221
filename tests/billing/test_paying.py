"""Which account pays for what a person begins."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from billing import teams
from billing.accounts import NotYourAccount, account_for, grant_plan
from billing.models import BillingAccount, PayingChoice
from billing.paying import choose_payer, payer_for, payers_of
from billing.plans import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(owner: uuid.UUID) -> BillingAccount:
    team = teams.create_team(owner_id=owner, name="Kitchen")
    grant_plan(account=team, plan=plan("team"), seats=2)
    team.refresh_from_db()
    return team


@pytest.fixture
def member(team: BillingAccount, owner: uuid.UUID, teammate: uuid.UUID) -> uuid.UUID:
    """The teammate, who wants the team to pay."""
    _, token = teams.invite(account=team, actor_id=owner, email="teammate@example.org")
    teams.accept_invitation(token=token, user_id=teammate)
    choose_payer(user_id=teammate, account_id=team.pk)
    return teammate


def test_without_a_choice_it_is_the_own_account(team, owner) -> None:
    assert payer_for(owner) == account_for(user_id=owner)
    assert [(each.is_own, each.chosen) for each in payers_of(owner)] == [(True, True), (False, False)]


def test_the_choice_holds_until_the_next(team, member) -> None:
    assert payer_for(member) == team
    choose_payer(user_id=member, account_id=account_for(user_id=member).pk)
    assert payer_for(member).kind == "person"


def test_without_the_seat_the_own_account_pays_and_with_the_next_the_team_again(team, owner, member) -> None:
    for _ in range(2):
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=False)
        assert payer_for(member).kind == "person"
        assert [each.seated for each in payers_of(member) if each.chosen] == [False]
        teams.set_seat(account=team, actor_id=owner, user_id=member, seat=True)
        assert payer_for(member) == team


def test_out_of_the_team_nothing_of_it_is_left_to_choose(team, owner, member) -> None:
    teams.remove_member(account=team, actor_id=owner, user_id=member)
    assert payer_for(member).kind == "person"
    assert [each.chosen for each in payers_of(member)] == [True]


def test_when_the_teams_grace_is_over_everybody_pays_themselves(team, member) -> None:
    BillingAccount.objects.filter(pk=team.pk).update(plan_ends_at=timezone.now() - timedelta(seconds=1))
    assert payer_for(member).kind == "person"


def test_nobody_chooses_anothers_account(team, owner) -> None:
    stranger = get_user_model().objects.create(email="stranger@example.org").pk
    for account in (team.pk, account_for(user_id=owner).pk, uuid.uuid4()):
        with pytest.raises(NotYourAccount):
            choose_payer(user_id=stranger, account_id=account)
    assert not PayingChoice.objects.exists()
