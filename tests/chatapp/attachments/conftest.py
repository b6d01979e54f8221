"""A person's browser that attaches files, and an engine that says whether it sees."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from chatapp.accounts.models import User
from chatapp.attachments import services, storage
from chatapp.attachments.models import Attachment
from chatapp.runs import roster


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """Where files are kept in this test."""
    cache.clear()
    settings.ATTACHMENTS_DIR = tmp_path / "attachments"
    return settings.ATTACHMENTS_DIR


@pytest.fixture
def attach(owner: User) -> Callable[..., Attachment]:
    """Upload a file of the owner's, or of `user`."""

    def attach(
        name: str = "notes.txt", data: bytes = b"The swallows leave.", user: User = owner
    ) -> Attachment:
        return services.store(user=user, file=SimpleUploadedFile(name, data))

    return attach


@pytest.fixture
def page(owner: User) -> Client:
    """The owner's browser."""
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def seeing(ask: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model looks at pictures."""
    profile = replace(roster.profile(), vision=True)
    monkeypatch.setattr(roster, "profile", lambda mode="think", chosen="": profile)
    monkeypatch.setattr(roster, "named", lambda mode="think": roster.Named(profile.name, profile.kind, True))


def on_disk(folder: Path) -> set[str]:
    """The names of all files that are kept."""
    return {path.name for path in folder.rglob("*") if path.is_file()}


def content(row: Attachment) -> bytes:
    return storage.read(row.file)
