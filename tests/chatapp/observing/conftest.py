"""What the product logs, as it would be written."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.observing.formatter import LineFormatter


class Lines:
    """All that was logged."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        return self._stream.getvalue()

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text.splitlines()]

    def of(self, logger: str) -> list[dict[str, Any]]:
        return [row for row in self.rows if row["logger"] == logger]


@pytest.fixture
def lines(settings: Any) -> Iterator[Lines]:
    """Everything from DEBUG on, in JSON, with the levels that production has."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LineFormatter("json", ["MARKED-SECRET", settings.SECRET_KEY]))
    root, http = logging.getLogger(), logging.getLogger("fragaria.http")
    before = root.level, http.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    http.setLevel(logging.INFO)
    yield Lines(stream)
    root.removeHandler(handler)
    root.setLevel(before[0])
    http.setLevel(before[1])


@pytest.fixture
def cookie(owner: User) -> str:
    """The owner's session."""
    client = Client()
    client.force_login(owner)
    return client.cookies["sessionid"].value
