"""What was written opens with a permission and a reason, for a while, for one answer and one person; all is logged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations.models import Conversation
from chatapp.explorer import opening
from chatapp.leaving.models import Leaving
from chatapp.runs.models import Run
from tests.support.staff import with_role

from .conftest import SECRET

pytestmark = pytest.mark.django_db


def address(run: Run, action: str = "") -> str:
    return f"/staff/runs/{run.pk}/{action and action + '/'}"


def open_it(client: Client, run: Run, reason: str = "Asked for by its person") -> str:
    response = client.post(address(run, "open"), {"reason": reason}, follow=True)
    assert response.status_code == 200
    return str(response.content.decode())


def status(client: Client, run: Run) -> int:
    return int(client.get(address(run, "content")).status_code)


def pass_time(client: Client, minutes: float) -> None:
    session = client.session
    for kept in session[opening.KEY].values():
        kept["until"] = (timezone.now() + opening.OPEN_FOR - timedelta(minutes=minutes)).isoformat()
    session.save()


def test_it_opens_with_a_reason_and_the_log_knows(
    desk_client: Client, answered: Run, supporter: User
) -> None:
    assert status(desk_client, answered) == 404
    text = open_it(desk_client, answered)
    assert "Close now" in text
    assert SECRET not in text
    told = desk_client.get(address(answered, "content"))
    assert "no-store" in told["Cache-Control"]
    content = told.json()
    assert SECRET in content["question"]
    assert content["answer"] == SECRET
    assert content["state"]["paths"][0]["steps"][1]["scores"][0]["critique"] == f"critique {SECRET}"
    assert content["entries"][0]["e"]["type"] == "run_started"
    entry = AuditEntry.objects.get(action="run.content_viewed")
    assert (entry.actor_id, entry.object_type, entry.object_id, entry.reason) == (
        supporter.pk,
        "run",
        str(answered.pk),
        "Asked for by its person",
    )
    assert entry.facts == {"user": str(answered.user_id), "minutes": 15}


def test_without_a_reason_it_stays_closed(desk_client: Client, answered: Run) -> None:
    assert "reason" in open_it(desk_client, answered, " ").lower()
    assert status(desk_client, answered) == 404
    assert not AuditEntry.objects.filter(action="run.content_viewed").exists()


def test_it_closes_after_a_while_by_itself(desk_client: Client, answered: Run) -> None:
    open_it(desk_client, answered)
    pass_time(desk_client, 14.9)
    assert status(desk_client, answered) == 200
    pass_time(desk_client, 15.1)
    assert status(desk_client, answered) == 404
    assert "Show what was written" in desk_client.get(address(answered)).content.decode()


def test_it_closes_at_once_when_told_so(desk_client: Client, answered: Run) -> None:
    open_it(desk_client, answered)
    for _twice in range(2):
        assert desk_client.post(address(answered, "close")).status_code == 302
        assert status(desk_client, answered) == 404


def test_asking_twice_opens_it_once_and_no_longer(desk_client: Client, answered: Run) -> None:
    open_it(desk_client, answered)
    pass_time(desk_client, 10)
    open_it(desk_client, answered)
    assert AuditEntry.objects.filter(action="run.content_viewed").count() == 1
    pass_time(desk_client, 15.1)
    open_it(desk_client, answered)
    assert AuditEntry.objects.filter(action="run.content_viewed").count() == 2


def test_it_is_open_for_one_answer_alone(desk_client: Client, answered: Run, ask: Callable[..., Run]) -> None:
    other = ask("Something else")
    open_it(desk_client, answered)
    assert status(desk_client, other) == 404


def test_it_is_open_for_one_person_alone(
    desk_client: Client, answered: Run, supporter: User, outsider: User
) -> None:
    open_it(desk_client, answered)
    session = desk_client.session
    assert opening.open_until(run=answered, user=supporter, session=session)
    assert not opening.open_until(run=answered, user=with_role(outsider, "support"), session=session)


def test_who_loses_the_permission_loses_it_at_once(
    desk_client: Client, answered: Run, supporter: User
) -> None:
    open_it(desk_client, answered)
    supporter.groups.clear()
    assert status(desk_client, answered) == 403


def test_staff_without_the_permission_are_refused_and_leave_a_trace(
    client: Client, answered: Run, outsider: User
) -> None:
    client.force_login(with_role(outsider, "operator"))
    assert client.post(address(answered, "open"), {"reason": "x"}).status_code == 403
    assert client.post(address(answered, "close")).status_code == 403
    assert status(client, answered) == 403
    refused = AuditEntry.objects.filter(action="refused", object_id="staff.view_content")
    assert refused.count() == 3


def test_a_temporary_chat_stays_closed_to_all(desk_client: Client, answered: Run) -> None:
    Conversation.objects.filter(pk=answered.conversation_id).update(temporary=True, purge_at=timezone.now())
    assert "temporary chat" in open_it(desk_client, answered)
    assert status(desk_client, answered) == 404
    assert not AuditEntry.objects.filter(action="run.content_viewed").exists()


def test_who_wants_to_be_erased_is_closed_even_while_it_is_open(desk_client: Client, answered: Run) -> None:
    open_it(desk_client, answered)
    Leaving.objects.create(user=answered.user, erase_at=timezone.now() + timedelta(days=7))
    assert status(desk_client, answered) == 404
    assert "asked to be erased" in desk_client.get(address(answered)).content.decode()


def test_a_deleted_answer_has_nothing_to_open(desk_client: Client, answered: Run) -> None:
    open_it(desk_client, answered)
    Run.objects.filter(pk=answered.pk).delete()
    assert status(desk_client, answered) == 404
    assert desk_client.post(address(answered, "open"), {"reason": "x"}).status_code == 404
    assert desk_client.get(address(answered, "open")).status_code == 405
