"""One file, taken at the same moment from several places."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from chatapp.accounts.models import User
from chatapp.attachments import services
from chatapp.attachments.models import Attachment
from chatapp.conversations.models import Message
from chatapp.errors import RequestError
from chatapp.runs.models import Run
from chatapp.runs.services import start_run
from tests.support.at_once import at_once

from .conftest import on_disk

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No broker is asked."""
    from chatapp.runs import services as runs

    monkeypatch.setattr(runs, "enqueue", lambda **_: None)


def test_two_tabs_that_send_the_same_file_send_it_once(
    ask: Callable[..., Run], attach: Callable[..., Attachment], owner: User
) -> None:
    row = attach()

    def send(_: int) -> str:
        try:
            start_run(user=owner, client_id=uuid.uuid4().hex, text="Read.", mode="fast", files=[row.pk])
        except RequestError as error:
            return error.code
        return "sent"

    assert sorted(at_once(2, send)) == ["no_file", "sent"]
    assert Message.objects.filter(role="user").count() == 1


@pytest.mark.parametrize("number", range(4))
def test_what_is_sent_and_removed_at_once_is_either_sent_whole_or_gone(
    ask: Callable[..., Run], attach: Callable[..., Attachment], owner: User, number: int
) -> None:
    row = attach()

    def act(which: int) -> str:
        try:
            if which:
                services.take_back(attachment=row)
                return "removed"
            start_run(user=owner, client_id=uuid.uuid4().hex, text="Read.", mode="fast", files=[row.pk])
        except RequestError as error:
            return error.code
        return "sent"

    outcomes = set(at_once(2, act))
    sent = Message.objects.filter(role="user").count()
    assert "sent" in outcomes or "removed" in outcomes
    assert sent == Attachment.objects.count() == int("sent" in outcomes)


def test_uploads_at_once_do_not_go_over_what_a_person_may_keep(
    owner: User, settings: Any, folder: Any
) -> None:
    settings.ATTACHMENTS_QUOTA = 1

    def upload(number: int) -> str:
        data = bytes([65 + number]) * 600_000
        try:
            services.store(user=owner, file=SimpleUploadedFile("a.txt", data))
        except RequestError as error:
            return error.code
        return "kept"

    assert sorted(at_once(3, upload)) == ["kept", "no_room", "no_room"]
    assert len(on_disk(folder)) == 1
