"""Staff have an answer made again, at nobody's expense."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from billing.models import BillingAccount, Credit, UsageHold
from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations import present
from chatapp.conversations.models import Conversation
from chatapp.intervening import services
from chatapp.leaving.models import Leaving
from chatapp.runs import lease
from chatapp.runs.finish import finish, finish_unclaimed
from chatapp.runs.models import Run
from reasoning.events import AnswerDelta, Answered, Failed
from reasoning.state import fold
from tests.support.at_once import at_once
from tests.support.said import entries, opening, used

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("valkey")]


@pytest.fixture
def failed(ask: Callable[..., Run]) -> Run:
    """The owner's answer that came to nothing."""
    run = ask()
    finish_unclaimed(run_id=run.pk, event=Failed("internal", "Something broke.", False))
    return Run.objects.get(pk=run.pk)


def press(office: Client, run: Run, reason: str = "Our server was down") -> str:
    return office.post(f"/staff/runs/{run.pk}/rerun/", {"reason": reason}, follow=True).content.decode()


def test_a_failed_answer_gets_a_second_one_that_costs_its_person_nothing(
    office: Client, support: User, owner: User, failed: Run
) -> None:
    before = UsageHold.objects.count()
    assert "is being answered again" in press(office, failed)
    made = Run.objects.exclude(pk=failed.pk).get()
    assert (made.user, made.conversation, made.answer.parent) == (
        owner,
        failed.conversation,
        failed.answer.parent,
    )
    assert (made.origin, made.hold, made.mode, made.strategy) == ("staff", None, failed.mode, failed.strategy)
    assert made.input["budget"] == failed.input["budget"]
    entry = AuditEntry.objects.get(action="run.rerun")
    assert (entry.actor_id, entry.object_id, entry.facts["made"]) == (
        support.pk,
        str(failed.pk),
        str(made.pk),
    )
    claimed = lease.claim(made.pk)
    assert claimed is not None
    lease.beat(claimed)
    said = entries(*opening(), AnswerDelta("Fine"), used(), Answered(0, 1.0, ""))
    finish(run=claimed, state=fold(said), entries=said)
    made.refresh_from_db()
    assert (made.status, made.answer.text) == ("succeeded", "Fine")
    assert present.run(made)["by_staff"] is True
    assert (UsageHold.objects.count(), Credit.objects.count()) == (before, 0)


def test_it_thinks_as_the_first_one_did(office: Client, ask: Callable[..., Run]) -> None:
    run = ask(mode="think", effort="deep")
    finish_unclaimed(run_id=run.pk, event=Failed("internal", "Something broke.", False))
    press(office, run)
    made = Run.objects.exclude(pk=run.pk).get()
    assert (made.mode, made.strategy) == ("think", run.strategy)
    assert made.input["budget"] == run.input["budget"]


def test_two_clicks_make_one_and_what_came_of_it_can_be_made_again(office: Client, failed: Run) -> None:
    press(office, failed)
    assert "made again before" in press(office, failed)
    made = Run.objects.exclude(pk=failed.pk).get()
    finish_unclaimed(run_id=made.pk, event=Failed("internal", "Something broke.", False))
    press(office, made)
    assert Run.objects.count() == 3
    assert AuditEntry.objects.filter(action="run.rerun").count() == 2


def test_two_at_the_same_moment_make_one(support: User, failed: Run) -> None:
    def click(_: int) -> uuid.UUID:
        return services.rerun(run=failed, actor_id=support.pk, reason="x")[0].pk

    assert len(set(at_once(2, click))) == 1
    assert AuditEntry.objects.filter(action="run.rerun").count() == 1


def test_one_that_is_being_made_is_left_alone(office: Client, ask: Callable[..., Run]) -> None:
    run = ask()
    assert "is being made already" in press(office, run)
    assert Run.objects.count() == 1


def _close(run: Run, settings: Any) -> str:
    User.objects.filter(pk=run.user_id).update(is_active=False)
    return "closed or suspended"


def _suspend(run: Run, settings: Any) -> str:
    User.objects.filter(pk=run.user_id).update(suspended_at=timezone.now())
    return "closed or suspended"


def _leave(run: Run, settings: Any) -> str:
    Leaving.objects.create(user=run.user, requested_at=timezone.now(), erase_at=timezone.now())
    return "has asked to be erased"


def _dispute(run: Run, settings: Any) -> str:
    settings.BILLING = True
    BillingAccount.objects.update(suspended_at=timezone.now())
    return "A payment of this account is disputed"


def _fill(run: Run, settings: Any) -> str:
    settings.QUEUE_LIMIT = 0
    return "Many people are asking"


def _no_chat(run: Run, settings: Any) -> str:
    Run.objects.filter(pk=run.pk).update(conversation=None, answer=None)
    return "no question to answer"


@pytest.mark.parametrize("stand_in_the_way", [_close, _suspend, _leave, _dispute, _fill, _no_chat])
def test_what_stands_in_the_way_is_said(
    office: Client, failed: Run, settings: Any, stand_in_the_way: Callable[..., str]
) -> None:
    words = stand_in_the_way(failed, settings)
    assert words in press(office, failed)
    assert Run.objects.count() == 1
    assert not AuditEntry.objects.filter(action="run.rerun").exists()


def test_it_takes_a_reason_a_permission_and_an_answer(office: Client, outsider: User, failed: Run) -> None:
    assert "Say why" in press(office, failed, "")
    assert office.post(f"/staff/runs/{uuid.uuid4()}/rerun/", {"reason": "x"}).status_code == 404
    outsider.is_staff = True
    outsider.save()
    client = Client()
    client.force_login(outsider)
    assert client.post(f"/staff/runs/{failed.pk}/rerun/", {"reason": "x"}).status_code == 403
    assert AuditEntry.objects.get(action="refused").object_id == "staff.rerun"
    Conversation.objects.get().delete()
    assert office.post(f"/staff/runs/{failed.pk}/rerun/", {"reason": "x"}).status_code == 404
