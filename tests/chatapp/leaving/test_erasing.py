"""A person with everything a person can have, erased: nothing of theirs is found, and the sums are as they were."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, models
from django.db.models import Sum
from django.test import Client
from django.utils import timezone

from billing import gateway, teams
from billing.accounts import account_for
from billing.models import BillingAccount, Invoice, Membership, TeamInvitation, UsageHold
from billing.paying import choose_payer
from chatapp.accounts.models import User
from chatapp.conversations import search, sharing
from chatapp.conversations.models import Conversation, Import, ImportChunk, Project
from chatapp.leaving import erasing, services
from chatapp.leaving.models import Erasure, Leaving
from chatapp.runs.models import EngineCall, Run
from chatapp.traces import services as traces
from tests.billing.conftest import empty_sandbox, stripe_sandbox, subscribe  # noqa: F401
from tests.chatapp.traces.conftest import think  # noqa: F401

pytestmark = pytest.mark.django_db
EMAIL, NAME, WORD = "wren.tucker@example.org", "Wren Tucker", "zanzibarquestion"


@pytest.fixture
def wren(
    teammate: User,
    think: Callable[..., Run],  # noqa: F811
    subscribe: Callable[..., BillingAccount],  # noqa: F811
) -> User:
    """Who has used everything."""
    user = User.objects.create_user(EMAIL, "a long password", name=NAME)
    EmailAddress.objects.create(user=user, email=EMAIL, primary=True, verified=True)
    SocialAccount.objects.create(
        user=user, provider="sso", uid=EMAIL, extra_data={"email": EMAIL, "name": NAME}
    )
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    account = subscribe(account_for(user_id=user.pk))
    run = think(f"{WORD}: what is 23*4 - 2?", user=user)
    conversation = run.conversation
    EngineCall.objects.create(run=run, attempt=1, call=99, purpose="think", model="m", cost_micros=77)
    conversation.project = Project.objects.create(
        user=user, name=f"{WORD} project", instructions=f"{WORD} rules"
    )
    conversation.save()
    sharing.share(conversation=conversation, message_id=run.answer_id, with_thinking=True)
    row = Import.objects.create(user=user, name=f"{WORD}.zip")
    ImportChunk.objects.create(of=row, number=0, data=WORD.encode())
    traces.allow(user=user)
    _preferences(user)
    hosted = teams.create_team(owner_id=teammate.pk, name="Swallows")
    Membership.objects.create(account=hosted, user=user)
    choose_payer(user_id=user.pk, account_id=hosted.pk)
    alone = teams.create_team(owner_id=user.pk, name=f"{NAME}'s own")
    TeamInvitation.objects.create(
        account=hosted, email=EMAIL, token_hash=uuid.uuid4().hex, invited_by_id=teammate.pk,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    TeamInvitation.objects.create(
        account=alone, email="friend@example.org", token_hash=uuid.uuid4().hex, invited_by_id=user.pk,
        expires_at=timezone.now() + timedelta(days=1),
    )  # fmt: skip
    client = Client()
    client.force_login(user)
    client.get("/settings/")
    assert account.customer_id
    return user


def _preferences(user: User) -> None:
    """Whatever else there is with a text and an owner: each gets the word, so that a new model is not forgotten."""
    for model in apps.get_models():
        if model._meta.label == "accounts.Preferences":
            texts = {
                field.name: WORD
                for field in model._meta.fields
                if isinstance(field, models.TextField) and not field.choices
            }
            model._default_manager.create(user=user, **texts)


def found(*needles: str) -> list[str]:
    """Where one of the words stands in any column of any table, the search index's own tables too."""
    places = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said = json.dumps(cursor.fetchall(), default=_plain).lower()
            places += [f"{table}: {needle}" for needle in needles if needle.lower() in said]
    return places


def _plain(value: Any) -> str:
    return bytes(value).decode(errors="replace") if isinstance(value, bytes | memoryview) else str(value)


def erase(user: User) -> Erasure:
    leaving = services.request_leaving(user=user)
    assert erasing.erase_due(now=leaving.erase_at) == 1
    return Erasure.objects.get(pk=user.pk)


def sums() -> tuple[Any, ...]:
    return (
        UsageHold.objects.filter(state="committed").aggregate(
            Sum("cost_micros"), Sum("units"), Sum("tokens")
        ),
        EngineCall.objects.aggregate(Sum("cost_micros")),
        Invoice.objects.aggregate(Sum("amount_paid")),
    )


def test_before_the_search_finds_the_person_in_many_places(wren) -> None:
    assert len(found(EMAIL, NAME, WORD)) > 12


def test_nothing_of_the_person_is_left_but_sums(wren, teammate) -> None:
    before = sums()
    person, customer = wren.pk, account_for(user_id=wren.pk).customer_id
    erasure = erase(wren)
    assert found(EMAIL, NAME, WORD, "friend@example.org") == []
    assert sums() == before
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    kept = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey) and field.related_model is User
        if model._default_manager.filter(**{field.attname: person}).exists()
    ]
    assert kept == [], "no row refers to the person as such"
    assert UsageHold.objects.filter(user_id=person).exists(), "the ledger's id leads to nobody"
    assert erasure.erased_at
    assert erasure.counts == {"conversations": 1, "messages": 2, "answers": 1, "projects": 1, "shares": 1}
    there = gateway.customer(customer)
    assert not there["email"]
    assert not there["name"]
    assert Membership.objects.count() == 0
    assert User.objects.filter(pk=teammate.pk).exists()


def test_a_shared_link_is_closed_from_the_wish_on_and_open_again_when_it_is_taken_back(wren, client) -> None:
    token = wren.shares.get().token
    assert client.get(f"/share/{token}/").status_code == 200
    services.request_leaving(user=wren)
    assert client.get(f"/share/{token}/").status_code == 404
    services.stay(user=wren)
    assert client.get(f"/share/{token}/").status_code == 200


def test_the_last_mail_goes_out_once_and_keeps_no_address_here(wren) -> None:
    erase(wren)
    last = [each for each in mail.outbox if each.subject.endswith("Your account is deleted")]
    assert [each.to for each in last] == [[EMAIL]]
    erasing.erase_due()
    assert len([each for each in mail.outbox if each.subject.endswith("Your account is deleted")]) == 1


@pytest.mark.parametrize("step", range(len(erasing.STEPS)))
def test_a_crash_after_any_step_is_made_good_by_the_next_sweep(wren, step, monkeypatch) -> None:
    before = sums()
    leaving = services.request_leaving(user=wren)

    def crash(user: User, erasure: Erasure) -> None:
        raise RuntimeError("the machine died")

    whole = erasing.STEPS
    monkeypatch.setattr(erasing, "STEPS", (*whole[:step], crash, *whole[step:]))
    assert erasing.erase_due(now=leaving.erase_at) == 0
    assert Erasure.objects.get().erased_at is None
    monkeypatch.setattr(erasing, "STEPS", whole)
    assert erasing.erase_due(now=leaving.erase_at) == 1
    assert found(EMAIL, NAME, WORD) == []
    assert sums() == before
    assert erasing.erase_due(now=leaving.erase_at) == 0


def test_a_crash_between_two_conversations_loses_no_count(wren, monkeypatch) -> None:
    for number in range(3):
        Conversation.objects.create(user=wren, account=account_for(user_id=wren.pk), title=f"{WORD} {number}")
    leaving = services.request_leaving(user=wren)
    real, calls = erasing.remove, []

    def dies_at_the_second(*, conversation: Conversation) -> None:
        calls.append(conversation)
        if len(calls) == 2:
            raise RuntimeError
        real(conversation=conversation)

    monkeypatch.setattr(erasing, "remove", dies_at_the_second)
    assert erasing.erase_due(now=leaving.erase_at) == 0
    assert Conversation.objects.filter(user=wren).count() == 3
    assert erasing.erase_due(now=leaving.erase_at) == 1
    assert Erasure.objects.get().counts["conversations"] == 4


def test_after_the_person_went_and_before_that_was_written_down_a_sweep_writes_it_down(wren) -> None:
    leaving = services.request_leaving(user=wren)
    erasing.begin(person_id=wren.pk, now=leaving.erase_at)
    wren.delete()
    assert erasing.erase_due() == 1
    assert Erasure.objects.get().erased_at


def test_a_mail_server_that_is_away_is_waited_for_a_day_and_no_longer(wren, monkeypatch) -> None:
    def away(*_args: object, **_more: object) -> None:
        raise OSError("refused")

    leaving = services.request_leaving(user=wren)
    monkeypatch.setattr(erasing.EmailMultiAlternatives, "send", away)
    assert erasing.erase_due(now=leaving.erase_at) == 0
    assert Erasure.objects.get().told_at is None
    Erasure.objects.update(begun_at=timezone.now() - timedelta(days=2))
    assert erasing.erase_due() == 1
    assert not User.objects.filter(pk=wren.pk).exists()


def test_stripe_that_is_away_is_waited_for_and_nobody_else_waits(wren, outsider, monkeypatch) -> None:
    leaving = services.request_leaving(user=wren)
    services.request_leaving(user=outsider)
    real = gateway.update_customer

    def away(*_args: object) -> None:
        raise gateway.GatewayError("Stripe did not answer.")

    monkeypatch.setattr(gateway, "update_customer", away)
    assert erasing.erase_due(now=leaving.erase_at + timedelta(minutes=1)) == 1
    assert not User.objects.filter(pk=outsider.pk).exists()
    assert User.objects.filter(pk=wren.pk).exists()
    monkeypatch.setattr(gateway, "update_customer", real)
    assert erasing.erase_due() == 1


def test_others_find_what_they_had(wren, owner, think) -> None:  # noqa: F811
    run = think("What is 23*4 - 2? kept", user=owner)
    erase(wren)
    assert Run.objects.filter(pk=run.pk).exists()
    assert search.search(owner, "kept")[0]


class TestStaff:
    def test_staff_erase_somebody_at_once_with_a_reason_that_is_kept(self, wren) -> None:
        out = StringIO()
        call_command("erase-person", EMAIL.upper(), "--reason", "asked by letter", "--yes", stdout=out)
        assert found(EMAIL, NAME, WORD) == []
        erasure = Erasure.objects.get()
        assert (erasure.actor, erasure.reason) == ("staff", "asked by letter")
        assert "1 conversations" in out.getvalue()
        assert not Leaving.objects.exists()

    def test_of_nobody_nothing_is_erased(self, db) -> None:
        with pytest.raises(CommandError, match="nobody"):
            call_command("erase-person", "nobody@example.org", "--reason", "x", "--yes")

    def test_an_owner_of_a_team_with_others_is_not_erased_over_their_heads(self, wren, teammate) -> None:
        team = BillingAccount.objects.get(owner=wren, kind="team")
        Membership.objects.create(account=team, user=teammate)
        with pytest.raises(CommandError, match="You own the team"):
            call_command("erase-person", EMAIL, "--reason", "x", "--yes")

    def test_another_address_typed_erases_nothing(self, wren, monkeypatch) -> None:
        monkeypatch.setattr("builtins.input", lambda _: "somebody@example.org")
        with pytest.raises(CommandError, match="Nothing was erased"):
            call_command("erase-person", EMAIL, "--reason", "x")
        assert not Erasure.objects.exists()
