"""Staff stop somebody's answer: its person is told, and it counts nothing."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pytest
import redis
from django.test import Client

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations import present
from chatapp.intervening import services
from chatapp.runs import cancel as cancelling
from chatapp.runs import lease
from chatapp.runs.cancel import request_cancel
from chatapp.runs.finish import finish
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta, Answered, Cancelled
from reasoning.state import fold
from tests.support.said import entries, opening, used

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("valkey")]


def press(office: Client, run: Run, reason: str = "It floods the queue") -> str:
    """What is said on the answer's page then."""
    return office.post(f"/staff/runs/{run.pk}/cancel/", {"reason": reason}, follow=True).content.decode()


def end(run: Run, *events: object) -> None:
    said = entries(*events)
    finish(run=run, state=fold(said), entries=said)


def test_a_waiting_answer_ends_at_once(office: Client, support: User, ask: Callable[..., Run]) -> None:
    run = ask()
    assert "is being stopped" in press(office, run)
    run.refresh_from_db()
    assert (run.status, run.error) == ("cancelled", "stopped_by_staff")
    assert run.message == "The operators of this site stopped this answer. It counted nothing."
    assert (run.hold.state, run.hold.reason) == ("released", "stopped by staff")
    entry = AuditEntry.objects.get(action="run.cancelled")
    assert (entry.actor_id, entry.object_id, entry.reason) == (support.pk, str(run.pk), "It floods the queue")
    assert present.run(run)["message"] == run.message


def test_one_that_has_said_much_is_stopped_by_its_worker_and_counts_nothing(
    office: Client, ask: Callable[..., Run]
) -> None:
    run = lease.claim(ask().pk)
    assert run is not None
    press(office, run)
    assert lease.beat(run).cancel_requested
    end(run, *opening("Much"), used(), Cancelled())
    run.refresh_from_db()
    assert (run.status, run.error, run.hold.state) == ("cancelled", "stopped_by_staff", "released")
    assert run.answer.text == "Much"
    assert "operators" in run.message


def test_one_that_ends_before_it_is_stopped_counts_as_ever(office: Client, ask: Callable[..., Run]) -> None:
    run = lease.claim(ask().pk)
    assert run is not None
    press(office, run)
    end(run, *opening(), AnswerDelta("Fine"), used(), Answered(0, 1.0, ""))
    run.refresh_from_db()
    assert (run.status, run.error, run.message, run.hold.state) == ("succeeded", "", "", "committed")


def test_what_its_own_person_stops_counts_as_ever(ask: Callable[..., Run]) -> None:
    run = lease.claim(ask().pk)
    assert run is not None
    request_cancel(run=run)
    end(run, *opening("Much"), used(), Cancelled())
    run.refresh_from_db()
    assert (run.status, run.error, run.hold.state) == ("cancelled", "", "committed")


def test_two_clicks_are_one_entry(office: Client, ask: Callable[..., Run]) -> None:
    run = lease.claim(ask().pk)
    assert run is not None
    press(office, run)
    press(office, run)
    assert AuditEntry.objects.filter(action="run.cancelled").count() == 1


def test_one_that_has_ended_is_left_alone(office: Client, ask: Callable[..., Run]) -> None:
    run = ask()
    request_cancel(run=run)
    assert "has ended already" in press(office, run)
    run.refresh_from_db()
    assert run.error == ""
    assert not AuditEntry.objects.filter(action="run.cancelled").exists()


def test_it_takes_a_reason_a_permission_and_an_answer(
    office: Client, owner: User, outsider: User, ask: Callable[..., Run]
) -> None:
    run = ask()
    assert "Say why" in press(office, run, " ")
    assert office.post(f"/staff/runs/{uuid.uuid4()}/cancel/", {"reason": "x"}).status_code == 404
    assert office.get(f"/staff/runs/{run.pk}/cancel/").status_code == 405
    outsider.is_staff = True
    outsider.save()
    client = Client()
    client.force_login(outsider)
    assert client.post(f"/staff/runs/{run.pk}/cancel/", {"reason": "x"}).status_code == 403
    assert AuditEntry.objects.get(action="refused").object_id == "staff.cancel_run"
    client.force_login(owner)  # not even its own person, who has a button of their own
    assert client.post(f"/staff/runs/{run.pk}/cancel/", {"reason": "x"}).status_code == 403
    run.refresh_from_db()
    assert run.status == "queued"


def test_with_redis_away_its_worker_finds_the_wish_with_the_next_heartbeat(
    support: User, ask: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = lease.claim(ask().pk)
    assert run is not None

    def away(*_: object) -> None:
        raise redis.ConnectionError

    monkeypatch.setattr(redis.Redis, "publish", away)
    services.cancel(run=run, actor_id=support.pk, reason="x")
    assert lease.beat(run).cancel_requested


def test_one_that_its_worker_gives_back_in_that_moment_is_stopped_all_the_same(
    support: User, ask: Callable[..., Run], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = lease.claim(ask().pk)
    assert run is not None

    def gives_back(**_: object) -> bool:
        return not lease.hand_on(run)

    monkeypatch.setattr(cancelling, "finish_unclaimed", gives_back)
    services.cancel(run=run, actor_id=support.pk, reason="x")
    again = lease.claim(run.pk)
    assert again is not None
    assert lease.beat(again).cancel_requested
