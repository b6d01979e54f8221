"""Claiming a run, keeping it, losing it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from chatapp.runs import lease
from chatapp.runs.cancel import request_cancel
from chatapp.runs.lease import HOLD_SECONDS, LeaseLost
from chatapp.runs.models import Run
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db


def test_a_claim_begins_the_first_attempt_with_a_lease(ask: Callable[..., Run], settings: object) -> None:
    now = timezone.now()
    run = lease.claim(ask().pk, now=now)
    assert (run.status, run.attempt, run.started_at) == ("running", 1, now)
    assert run.lease_until == now + timedelta(seconds=settings.RUN_LEASE_SECONDS)


def test_a_claimed_run_is_not_claimed_again_while_its_lease_lasts(claimed: Run) -> None:
    assert lease.claim(claimed.pk) is None
    assert lease.claim(claimed.pk, now=claimed.lease_until) is None


def test_a_claim_after_the_lease_is_the_next_attempt_of_the_same_work(claimed: Run) -> None:
    Run.objects.filter(pk=claimed.pk).update(checkpoint="so far", checkpoint_seq=9)
    again = lease.claim(claimed.pk, now=claimed.lease_until + timedelta(milliseconds=1))
    assert (again.attempt, again.checkpoint, again.checkpoint_seq) == (2, "so far", 0)
    assert again.started_at == claimed.started_at


@pytest.mark.parametrize("status", ["succeeded", "failed", "cancelled"])
def test_a_run_that_has_ended_is_not_claimed(ask: Callable[..., Run], status: str) -> None:
    run = ask()
    Run.objects.filter(pk=run.pk).update(status=status)
    assert lease.claim(run.pk) is None


def test_a_run_that_does_not_exist_is_not_claimed(db: None) -> None:
    assert lease.claim(uuid.uuid4()) is None


@pytest.mark.django_db(transaction=True)
def test_of_many_claims_at_once_one_wins(ask: Callable[..., Run], valkey: object) -> None:
    run = ask()
    won = [claim for claim in at_once(8, lambda _: lease.claim(run.pk)) if claim]
    assert [claim.attempt for claim in won] == [1]


def test_a_beat_keeps_the_lease_and_tells_of_a_wish_to_stop(claimed: Run) -> None:
    soon = timezone.now() + timedelta(seconds=1)
    Run.objects.filter(pk=claimed.pk).update(lease_until=soon)
    assert lease.beat(claimed).cancel_requested is False
    assert Run.objects.get(pk=claimed.pk).lease_until > soon
    Run.objects.filter(pk=claimed.pk).update(cancel_requested=True)
    assert lease.beat(claimed).cancel_requested is True


def test_a_beat_renews_a_hold_that_is_half_over_and_no_other(claimed: Run) -> None:
    fresh = claimed.hold.expires_at
    lease.beat(claimed)
    claimed.hold.refresh_from_db()
    assert claimed.hold.expires_at == fresh

    claimed.hold.expires_at = timezone.now() + timedelta(seconds=HOLD_SECONDS / 2 - 1)
    claimed.hold.save()
    lease.beat(claimed)
    claimed.hold.refresh_from_db()
    assert claimed.hold.expires_at > fresh


def test_the_beat_of_a_lost_lease_raises_and_leaves_the_new_attempt_alone(
    claimed: Run, expire: Callable[[Run], None]
) -> None:
    expire(claimed)
    new = lease.claim(claimed.pk)
    with pytest.raises(LeaseLost):
        lease.beat(claimed)
    assert Run.objects.get(pk=claimed.pk).lease_until == new.lease_until


def test_the_beat_of_a_deleted_run_raises(claimed: Run) -> None:
    Run.objects.filter(pk=claimed.pk).delete()
    with pytest.raises(LeaseLost):
        lease.beat(claimed)


def test_a_run_handed_on_is_queued_and_can_be_claimed_at_once(claimed: Run) -> None:
    assert lease.hand_on(claimed) is True
    run = Run.objects.get(pk=claimed.pk)
    assert (run.status, run.lease_until, run.attempt) == ("queued", None, 1)
    assert lease.claim(claimed.pk).attempt == 2


def test_what_was_lost_cannot_be_handed_on(claimed: Run, expire: Callable[[Run], None]) -> None:
    expire(claimed)
    lease.claim(claimed.pk)
    assert lease.hand_on(claimed) is False
    assert Run.objects.get(pk=claimed.pk).status == "running"


def test_a_wish_to_stop_a_claimed_run_is_left_to_its_worker(claimed: Run, valkey: object) -> None:
    request_cancel(run=claimed)
    run = Run.objects.get(pk=claimed.pk)
    assert (run.status, run.cancel_requested) == ("running", True)
