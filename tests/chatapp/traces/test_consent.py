"""Who allows the use of their thinking, and who may say so."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from billing import teams
from billing.accounts import account_for
from billing.models import AuditEntry, BillingAccount, Membership
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation
from chatapp.errors import RequestError
from chatapp.traces import selectors, services
from chatapp.traces.models import Consent

from .conftest import Think

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(owner: User, teammate: User) -> BillingAccount:
    account = teams.create_team(owner_id=owner.pk, name="Swallows")
    Membership.objects.create(account=account, user=teammate)
    return account


def test_nobody_allows_it_until_they_say_so(owner: User, think: Think) -> None:
    think()
    assert not selectors.allows(owner)
    assert not selectors.usable().exists()


def test_who_allows_it_does_so_for_what_was_and_for_what_comes(
    owner: User, outsider: User, think: Think
) -> None:
    before = think()
    think(user=outsider)
    services.allow(user=owner)
    after = think("And half of that?")
    assert list(selectors.usable()) == [before, after]


def test_both_saying_yes_and_withdrawing_are_kept_as_proof(willing: User) -> None:
    services.allow(user=willing)
    assert services.withdraw(user=willing) is True
    assert services.withdraw(user=willing) is False
    services.allow(user=willing)
    first, second = Consent.objects.order_by("pk")
    assert first.given_at <= first.withdrawn_at <= second.given_at
    assert second.withdrawn_at is None
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(user=willing)


def test_which_words_were_agreed_to_is_kept(willing: User) -> None:
    assert Consent.objects.get(user=willing).text == services.TEXT


def test_withdrawing_counts_at_once(willing: User, think: Think) -> None:
    think()
    services.withdraw(user=willing)
    assert not selectors.usable().exists()


def test_the_operator_forbids_it_for_everybody(willing: User, think: Think, settings: Any) -> None:
    think()
    settings.TRACES = "off"
    assert not selectors.usable().exists()
    with pytest.raises(RequestError, match="does not use"):
        services.allow(user=willing)


def test_a_team_forbids_it_for_what_it_pays_and_no_more(
    willing: User, think: Think, team: BillingAccount
) -> None:
    own, of_the_team = think(), think("What is 2*2?")
    Conversation.objects.filter(pk=of_the_team.conversation_id).update(account=team)
    assert set(selectors.usable()) == {own, of_the_team}
    services.set_team_rule(account=team, actor_id=willing.pk, forbids=True)
    services.set_team_rule(account=team, actor_id=willing.pk, forbids=True)
    assert list(selectors.usable()) == [own]
    services.set_team_rule(account=team, actor_id=willing.pk, forbids=False)
    assert set(selectors.usable()) == {own, of_the_team}
    noted = AuditEntry.objects.filter(account=team, action__startswith="traces").order_by("pk")
    assert [entry.action for entry in noted] == ["traces_forbidden", "traces_left_open"]


def test_only_who_manages_a_team_sets_its_rule(team: BillingAccount, teammate: User, outsider: User) -> None:
    own = account_for(user_id=outsider.pk)
    for account, person in ((team, teammate), (team, outsider), (own, outsider)):
        with pytest.raises(teams.Forbidden):
            services.set_team_rule(account=account, actor_id=person.pk, forbids=True)


def test_who_was_locked_out_cannot_withdraw_and_is_left_out(willing: User, think: Think) -> None:
    think()
    User.objects.filter(pk=willing.pk).update(is_active=False)
    assert not selectors.usable().exists()


def test_fast_answers_and_those_being_made_are_not_thinking_that_has_ended(
    willing: User, think: Think, ask: Any
) -> None:
    done = think()
    ask("Fast.")
    ask("Thinking still.", mode="think")
    assert list(selectors.usable()) == [done]
