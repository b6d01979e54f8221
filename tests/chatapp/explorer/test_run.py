"""The page of one answer: all of how it was made, nothing of what was written."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.audit.models import AuditEntry
from chatapp.conversations.beginning import remove
from chatapp.explorer import events, timeline
from chatapp.runs import claims
from chatapp.runs.cancel import request_cancel
from chatapp.runs.models import Run, RunEvent
from tests.support.staff import with_role

from .conftest import SECRET

pytestmark = pytest.mark.django_db


def page(client: Client, run: Run, **given: str) -> str:
    response = client.get(f"/staff/runs/{run.pk}/", given)
    assert response.status_code == 200
    return str(response.content.decode())


def test_it_tells_how_it_was_made_and_nothing_of_what_was_written(desk_client: Client, answered: Run) -> None:
    text = page(desk_client, answered)
    assert SECRET not in text
    for told in (
        str(answered.pk),
        str(answered.conversation_id),
        str(answered.hold.account_id),
        "owner@example.org",
        claims.worker(),
        "math: passed",
        "judge",
        "critique_characters",
        "Path 1 became the answer.",
        "path_started",
    ):
        assert told in text
    assert text.count("<h2") >= 6


def test_what_waits_and_what_was_stopped_before_it_began_have_pages_too(
    desk_client: Client, ask: Callable[..., Run], valkey: object
) -> None:
    run = ask(SECRET)
    assert "No worker has had it yet" in page(desk_client, run)
    request_cancel(run=run)
    run.refresh_from_db()
    text = page(desk_client, run)
    assert "It was stopped." in text
    assert SECRET not in text


def test_a_run_without_anything_else_has_a_page(desk_client: Client, owner: User) -> None:
    assert "Nothing of the log is stored" in page(desk_client, Run.objects.create(user=owner, client_id="x"))


def test_a_broken_log_is_told_of(desk_client: Client, answered: Run) -> None:
    RunEvent.objects.filter(run=answered, seq=1).update(event={"type": "run_started", "model": SECRET})
    RunEvent.objects.create(
        run=answered, attempt=9, seq=1, at=1.0, event={"type": "of_tomorrow", "text": SECRET}
    )
    text = page(desk_client, answered)
    assert "cannot be read as a whole" in text
    assert "unknown" in text


def test_a_long_log_comes_in_parts(
    desk_client: Client, answered: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "ROWS", 5)
    assert "1-1<" in page(desk_client, answered)
    assert "1-6<" in page(desk_client, answered, events="2")
    for crafted in ("0", "-1", "99999", "x", "9" * 50, "²"):
        assert "1-1<" in page(desk_client, answered, events=crafted)


@pytest.mark.parametrize("deleted", ["conversation", "user"])
def test_what_was_deleted_says_so(desk_client: Client, answered: Run, deleted: str) -> None:
    remove(conversation=answered.conversation)
    if deleted == "user":
        answered.user.delete()
    response = desk_client.get(f"/staff/runs/{answered.pk}/")
    assert response.status_code == 404
    assert "There is no such answer" in response.content.decode()


def test_a_crafted_id_is_not_found(desk_client: Client) -> None:
    assert desk_client.get(f"/staff/runs/{uuid.uuid4()}/").status_code == 404
    assert desk_client.get("/staff/runs/1/").status_code == 404


def test_who_may_not_look_is_refused_and_leaves_a_trace(
    client: Client, answered: Run, outsider: User
) -> None:
    client.force_login(answered.user)
    assert client.get(f"/staff/runs/{answered.pk}/").status_code == 403
    client.force_login(with_role(outsider, "finance"))
    assert client.get(f"/staff/runs/{answered.pk}/").status_code == 403
    assert AuditEntry.objects.get(action="refused").facts["page"] == "staff_run"


def test_an_operator_sees_no_way_to_the_content(client: Client, answered: Run, outsider: User) -> None:
    client.force_login(with_role(outsider, "operator"))
    assert "Show what was written" not in page(client, answered)


def test_the_bar_has_no_gap_and_leaves_out_what_never_came() -> None:
    begin = timezone.now() - timedelta(seconds=10)
    run = Run(created_at=begin, enqueued_at=begin, turn_at=begin)
    run.started_at, run.finished_at = begin + timedelta(seconds=2), begin + timedelta(seconds=10)
    found = timeline.of(run)
    assert [(span.name, span.begin, span.width) for span in found.spans] == [
        ("waiting", 0, 200),
        ("beginning", 200, 800),
    ]
    run.first_word_at = begin + timedelta(seconds=4)
    assert [span.seconds for span in timeline.of(run).spans] == [2, 2, 6]
