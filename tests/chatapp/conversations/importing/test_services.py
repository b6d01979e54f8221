"""Imports from the file to the history."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.conversations import search, selectors
from chatapp.conversations.importing import limits, services
from chatapp.conversations.importing.errors import BadFile
from chatapp.conversations.models import Conversation, Import, ImportChunk
from chatapp.errors import RequestError
from chatapp.runs.models import Run

from .exports import claude, packed, small

pytestmark = pytest.mark.django_db


def send(user: User, data: Any, name: str = "export.zip") -> Import:
    content = data if isinstance(data, bytes) else packed(data)
    return services.begin(user=user, file=SimpleUploadedFile(name, content))


def test_conversations_are_taken_marked_and_found(owner: User, outsider: User) -> None:
    done = send(owner, [small(), claude(("human", "Herrings?"), ("assistant", "North."))])
    assert (done.status, done.message) == ("done", "")
    assert done.report["conversations"] == 2
    assert done.report["messages"] == 4
    rows = selectors.recent(owner).rows
    assert [(row.title, row.get_source_display()) for row in rows] == [
        ("Fish", "Claude"),
        ("Birds", "ChatGPT"),
    ]
    assert rows[1].updated_at.year == 2023
    assert not rows[0].unread
    assert len(search.search(owner, "herrings")[0]) == 1
    assert selectors.recent(outsider).rows == []


def test_the_same_file_again_takes_nothing_twice(owner: User, outsider: User) -> None:
    send(owner, [small()])
    again = send(owner, [small(), small("new")])
    assert (again.report["conversations"], again.report["known"]) == (1, 1)
    assert send(outsider, [small()]).report["conversations"] == 1


def test_ids_and_texts_that_no_database_takes_are_cleaned(owner: User) -> None:
    odd = claude(("human", "a\x00b\ud800c"), id="x\x00\ud800y", name="\x00")
    done = send(owner, json.dumps([odd]).encode(), "x\x00.json")
    assert (done.status, done.report["conversations"]) == ("done", 1)
    assert Conversation.objects.get().messages.get().text == "abc"


def test_what_is_not_taken_is_told(owner: User) -> None:
    done = send(owner, [{"mapping": {}, "title": "empty"}, 5, {"other": 1}, small()])
    assert done.status == "done"
    assert {name: done.report[name] for name in ("conversations", "empty", "unknown")} == {
        "conversations": 1, "empty": 1, "unknown": 2,
    }  # fmt: skip


def test_a_file_that_breaks_off_keeps_what_came_before_and_says_so(owner: User) -> None:
    done = send(owner, json.dumps([small()]).encode()[:-1], "conversations.json")
    assert (done.status, done.report["conversations"]) == ("failed", 1)
    assert "breaks off" in done.message


@pytest.mark.parametrize("data", [b"hello", packed(b"[]"), packed([{"a": 1}])])
def test_a_file_without_conversations_fails_in_words(owner: User, data: bytes) -> None:
    done = send(owner, data)
    assert done.status == "failed"
    assert "conversations.json" in done.message
    assert not Conversation.objects.exists()


def test_a_large_file_waits_in_the_database_for_a_worker(
    owner: User, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(services.app, "send_task", lambda name, **how: asked.append((name, how["args"])))
    monkeypatch.setattr(limits, "AT_ONCE", 10)
    monkeypatch.setattr(limits, "CHUNK", 100)
    with django_capture_on_commit_callbacks(execute=True):
        waiting = send(owner, [small(), small("2")])
    assert waiting.status == "queued"
    assert ImportChunk.objects.count() > 2
    assert asked == [("workers.import_conversations", [str(waiting.pk)])]
    with pytest.raises(RequestError, match="Another file"):
        send(owner, [small()])
    services.work(import_id=waiting.pk)
    services.work(import_id=waiting.pk)
    waiting.refresh_from_db()
    assert (waiting.status, waiting.report["conversations"]) == ("done", 2)
    assert not ImportChunk.objects.exists()


def test_a_file_that_is_small_only_while_it_is_packed_waits_for_a_worker_too(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "AT_ONCE_UNPACKED", 10_000)
    assert send(owner, packed(b"[" + b" " * 20_000 + b"]")).status == "queued"


def test_a_file_that_nobody_reads_is_given_up(owner: User) -> None:
    late = timezone.now() - timedelta(hours=limits.WAITING_HOURS, minutes=1)
    waiting = Import.objects.create(user=owner, name="x", created_at=late)
    ImportChunk.objects.create(of=waiting, number=0, data=b"x")
    services.give_up()
    waiting.refresh_from_db()
    assert (waiting.status, ImportChunk.objects.count()) == ("failed", 0)


def test_files_that_are_empty_or_too_large_are_refused(owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(BadFile, match="empty"):
        send(owner, b"")
    monkeypatch.setattr(limits, "UPLOAD", 10)
    with pytest.raises(BadFile, match="larger"):
        send(owner, [small()])


def test_more_conversations_than_the_limit_are_counted_and_left(
    owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONVERSATIONS", 2)
    done = send(owner, [small(str(n)) for n in range(5)])
    assert (done.report["conversations"], done.report["over"]) == (2, 3)


def test_an_imported_conversation_goes_on_here(owner: User, ask: Callable[..., Run]) -> None:
    send(owner, [small()])
    row = Conversation.objects.get()
    last = row.messages.get(role="assistant")
    run = ask("And back?", conversation_id=row.pk, parent_id=last.pk)
    assert [turn["text"] for turn in run.input["turns"]] == ["Swallows?", "South.", "And back?"]
