from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import sentry_sdk
from django.test import Client
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from chatapp.accounts.models import User
from chatapp.observing import reports
from chatapp.observing.binding import bound
from chatapp.pages import views

MARK = "MARKXYZZY"
Sent = list[dict[str, Any]]


@pytest.fixture
def sent(settings: Any) -> Iterator[Sent]:
    """The events that would have gone out."""
    found: Sent = []

    class Kept(Transport):
        def capture_envelope(self, envelope: Envelope) -> None:
            found.extend(item.payload.json for item in envelope.items if item.payload.json)

    settings.SENTRY_DSN = "https://key@sentry.example.org/1"
    reports.start("web", transport=Kept)
    yield found
    settings.SENTRY_DSN = ""
    sentry_sdk.init(default_integrations=False, auto_enabling_integrations=False)


def test_an_error_arrives_with_kind_place_and_ids_but_nobodys_words(sent: Sent) -> None:
    secret = MARK
    with bound(run="r-1", request="q-1"):
        try:
            raise OSError("the disk is full") from ValueError(f"cannot read {secret}")
        except OSError:
            logging.getLogger("chatapp.x").exception("run %s: %s", "r-1", ValueError(MARK))
    (event,) = sent
    kinds = [(value["type"], value["value"]) for value in event["exception"]["values"]]
    assert ("OSError", "the disk is full") in kinds
    assert ("ValueError", "") in kinds
    assert event["logentry"]["formatted"] == "run r-1: ValueError"
    assert event["tags"] == {"run": "r-1", "request": "q-1"}
    assert event["exception"]["values"][-1]["stacktrace"]["frames"][-1]["function"].startswith(
        "test_an_error"
    )
    assert MARK not in str(event)
    assert not {"request", "user", "extra", "breadcrumbs", "modules", "contexts"} & set(event) - {"contexts"}


@pytest.mark.django_db
def test_a_page_that_fails_sends_nothing_of_the_request(
    sent: Sent, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(MARK)

    web = Client(raise_request_exception=False)
    web.force_login(owner)
    monkeypatch.setattr(views, "render", fail)
    web.cookies["other"] = MARK
    assert web.get(f"/settings/?q={MARK}", headers={"x-mark": MARK}).status_code == 500
    (event,) = sent
    assert event["exception"]["values"][-1]["type"] == "ValueError"
    assert event["tags"]["account"] == str(owner.pk)
    for secret in (MARK, owner.email, web.cookies["sessionid"].value):
        assert secret not in str(event)


def test_without_an_address_nothing_is_started(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(**_: Any) -> None:
        raise AssertionError

    monkeypatch.setattr(sentry_sdk, "init", never)
    reports.start("web")


def test_a_program_that_is_started_learns_nothing_of_it(sent: Sent) -> None:
    code = "import os; print(*os.environ)"
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], env={}, capture_output=True, text=True, check=True
    )
    assert not [name for name in ran.stdout.split() if name.startswith(("SUBPROCESS_", "SENTRY_"))]
