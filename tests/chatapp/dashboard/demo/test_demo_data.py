"""An invented business is sound, the same for the same seed, and never invented over a real one."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random

import pytest
from celery import current_app
from django.core.management import CommandError, call_command
from django.utils import timezone

from billing.models import BillingAccount, Mail, Subscription, UsageHold
from chatapp.accounts.models import User
from chatapp.dashboard.demo import checks, moving, person
from chatapp.dashboard.models import Figure, RolledDay
from chatapp.runs.models import Run


@pytest.fixture(autouse=True)
def sandbox(settings, tmp_path, monkeypatch):
    settings.DEMO = settings.BILLING = settings.STRIPE_SANDBOX = True
    settings.STRIPE_SANDBOX_FILE = tmp_path / "stripe.sqlite3"
    settings.PORT = 1  # nobody listens there
    monkeypatch.setattr(current_app.conf, "broker_url", "memory://localhost/")


@pytest.mark.django_db(transaction=True)
def test_it_fills_a_sound_business():
    call_command("demo-data", "--days", "12", "--users", "25", "--seed", "3", verbosity=0)
    people = User.objects.filter(email__endswith="@people.example")
    assert people.count() == 25
    assert not any(each.has_usable_password() for each in people)
    assert Run.objects.count() > 20
    assert Subscription.objects.exists()
    assert RolledDay.objects.count() == 12
    assert Figure.objects.filter(name="mrr").exists()
    assert checks.faults() == []
    assert not Mail.objects.filter(outcome=Mail.Outcome.WAITING).exists()
    now = datetime.now(UTC)
    assert all(
        run.finished_at <= now for run in Run.objects.all()[:500] if run.finished_at.date() < now.date()
    )
    with pytest.raises(CommandError, match="invented people already"):
        call_command("demo-data", verbosity=0)


def test_the_same_seed_invents_the_same_people():
    def names(seed: int) -> list[tuple[object, ...]]:
        found = person.invent(Random(seed), people=50, days=60)
        return [(each.joins, each.price, each.buys, each.card, each.pace) for each in found]

    assert names(1) == names(1)
    assert names(1) != names(2)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("arguments", "words"), [(["--days", "0"], "--days"), (["--users", "9999"], "--users")]
)
def test_numbers_out_of_range_are_refused(arguments, words):
    with pytest.raises(CommandError, match=words):
        call_command("demo-data", *arguments)


def test_outside_demo_mode_it_wants_a_yes_and_an_empty_database(owner, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="--yes"):
        call_command("demo-data")
    with pytest.raises(CommandError, match="real people"):
        call_command("demo-data", "--yes")


@pytest.mark.django_db
def test_a_sandbox_that_was_used_is_not_set_back(settings):
    from billing.sandbox.world import world

    assert moving.is_unused(settings.STRIPE_SANDBOX_FILE)
    with world(settings.STRIPE_SANDBOX_FILE) as here:
        here.put({"id": "cus_1", "object": "customer"})
    with pytest.raises(CommandError, match="fresh"):
        call_command("demo-data")


def test_the_clock_is_moved_for_the_block_alone():
    at = datetime(2020, 1, 1, tzinfo=UTC)
    with moving.moved(moving.Clock(at)):
        assert timezone.now() == at
    assert timezone.now().year > 2020


def test_an_overfilled_window_is_found(owner):
    account = BillingAccount.objects.create(owner=owner)
    for number in range(4):
        at = timezone.now()
        UsageHold.objects.create(
            account=account, user_id=owner.pk, meter="think", plan="free", idempotency_key=str(number),
            state="committed", created_at=at, expires_at=at, settled_at=at,
        )  # fmt: skip
    assert checks.faults() == ["1 units came where the window was full."]
