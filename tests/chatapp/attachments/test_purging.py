"""What nobody sends goes after a day, and so does what belongs to nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from chatapp.attachments import limits, purging, storage
from chatapp.attachments.models import Attachment
from chatapp.runs.models import Run

from .conftest import on_disk

pytestmark = pytest.mark.django_db


def test_unsent_files_go_after_a_day_and_sent_ones_stay(
    ask: Callable[..., Run],
    attach: Callable[..., Attachment],
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    fresh, late, sent = attach("a", b"a"), attach("b", b"b"), attach("c", b"c")
    ask("Read.", files=[sent.pk])
    long_ago = timezone.now() - limits.UNSENT_LIFE - timedelta(minutes=1)
    Attachment.objects.filter(pk__in=[late.pk, sent.pk]).update(created_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        assert purging.purge_unsent() == 1
    assert on_disk(folder) == {fresh.file, sent.file}


def test_the_sweep_takes_what_has_no_row_but_not_what_came_a_moment_ago(
    attach: Callable[..., Attachment], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = attach()
    lost = storage.write([b"x"], most=10)
    assert lost
    storage.path_of(lost).with_name(lost + storage.SPARE).touch()
    assert purging.sweep() == 0
    monkeypatch.setattr(limits, "UNSENT_LIFE", timedelta(seconds=-5))
    assert purging.sweep() == 2
    assert on_disk(folder) == {kept.file}


def test_a_second_name_outlives_the_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = storage.write([b"same"], most=10)
    assert first
    second = storage.link(first)
    storage.remove(first)
    assert storage.read(second) == b"same"

    def refuse(*_: object) -> None:
        raise OSError("no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    third = storage.link(second)
    storage.remove(second)
    assert storage.read(third) == b"same"
    with pytest.raises(FileNotFoundError):
        storage.read(first)


def test_only_its_owner_can_read_a_file_on_the_disk(folder: Path) -> None:
    name = storage.write([b"x"], most=10)
    assert name
    assert storage.path_of(name).stat().st_mode & 0o077 == 0
    assert storage.write([b"x" * 6, b"x" * 6], most=10) is None
    assert on_disk(folder) == {name}
    assert list(storage.older_than(time.time() - 60)) == []
