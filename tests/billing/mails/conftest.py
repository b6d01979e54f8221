"""A mailbox: what was written down, sent as the task does it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail

from billing.mails import outbox


@pytest.fixture
def post(db: None) -> Callable[[], list[tuple[str, str]]]:
    """Send what waits; returns (recipient, subject) of what went out now."""

    def post() -> list[tuple[str, str]]:
        before = len(mail.outbox)
        outbox.send_due()
        return [(", ".join(each.to), each.subject) for each in mail.outbox[before:]]

    return post
