"""Marked words go in wherever words can go in, and must come out in no line."""

from __future__ import annotations

import smtplib
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.celery import app
from chatapp.conversations.models import Message
from chatapp.pages import views
from chatapp.runs.models import Run
from reasoning.engines.scripted import Script
from reasoning.errors import EngineError
from tests.support.tab import Tab
from workers.desk import Desk
from workers.loop import in_database

from .conftest import Lines

pytestmark = pytest.mark.django_db(transaction=True)
MARK = "MARKXYZZY"


def test_no_request_whether_it_succeeds_fails_or_is_refused(
    lines: Lines, owner: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = Client(raise_request_exception=False, enforce_csrf_checks=True)
    web.post("/accounts/login/", {"login": f"{MARK}@example.org", "password": MARK})  # no token
    web = Client(raise_request_exception=False)
    web.post("/accounts/login/", {"login": f"{MARK}@example.org", "password": MARK})
    web.post("/accounts/signup/", {"email": f"{MARK}@example.org", "password1": MARK, "password2": MARK})
    web.get(
        f"/s/{MARK}/?q={MARK}", headers={"authorization": f"Bearer {MARK}", "cookie": f"sessionid={MARK}"}
    )
    web.force_login(owner)
    web.post("/api/conversations", f'{{"title": "{MARK}"', content_type="application/json")
    web.get(f"/api/search?q={MARK}")

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError(f"cannot do {MARK}")

    monkeypatch.setattr(views, "render", fail)
    assert web.post(f"/settings/?secret={MARK}", {"name": MARK}).status_code in (302, 500)
    assert web.get(f"/settings/?secret={MARK}", headers={"cookie": f"x={MARK}"}).status_code in (302, 500)
    web.force_login(owner)
    assert web.get(f"/settings/?secret={MARK}").status_code == 500
    assert "ValueError" in lines.text
    assert MARK not in lines.text


@pytest.mark.asyncio
@pytest.mark.parametrize(
    "script",
    [
        Script(text=f"An answer with {MARK}."),
        Script(error=EngineError("The model cannot be reached right now.", retryable=False)),
    ],
)
async def test_no_run_whether_it_succeeds_or_fails(
    desk: Desk, ask: Callable[..., Run], play: Any, lines: Lines, script: Script
) -> None:
    run = await in_database(ask, f"Why {MARK}?")
    play(lambda request, number: script)
    await desk.answer(str(run.pk))
    assert MARK not in lines.text


@pytest.mark.asyncio
async def test_no_fault_of_ours_in_a_worker(
    desk: Desk, ask: Callable[..., Run], play: Any, lines: Lines
) -> None:
    run = await in_database(ask, f"Why {MARK}?")

    def fail(request: object, number: int) -> Script:
        raise KeyError(f"{MARK} {request}")

    play(fail)
    await desk.answer(str(run.pk))
    (row,) = [row for row in lines.of("workers.attempt") if "trace" in row]
    assert row["run"] == str(run.pk)
    assert row["account"] == str(run.user_id)
    assert MARK not in lines.text


def test_no_task_that_fails(lines: Lines) -> None:
    @app.task(name="tests.fails")
    def fails(given: str) -> None:
        raise ValueError(given)

    fails.apply(args=[MARK])
    assert "ValueError" in lines.text
    assert MARK not in lines.text


def test_no_mail_that_is_refused(lines: Lines, owner: User, monkeypatch: pytest.MonkeyPatch) -> None:
    from billing.accounts import account_for
    from billing.mails import outbox

    def refuse(*_: Any, **__: Any) -> None:
        raise smtplib.SMTPRecipientsRefused({f"{MARK}@example.org": (550, MARK.encode())})

    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", refuse)
    account = account_for(user_id=owner.pk)
    outbox.queue(kind="leaving", key="k", account=account, facts={"erase_at": "2027-01-01T00:00:00+00:00"})
    outbox.send_due()
    assert lines.of("billing.mails.outbox")
    assert MARK not in lines.text


@pytest.mark.asyncio
async def test_no_frame_of_a_page_that_is_refused_or_fails(
    valkey: object, owner: User, cookie: str, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chatapp.live import requests
    from chatapp.live.hub import hub

    async def fail(*_: Any) -> None:
        raise ValueError(f"cannot send {MARK}")

    monkeypatch.setattr(requests, "send", fail)
    async with Tab(cookie) as tab:
        tab.say_text(f'{{"type": "{MARK}"')
        await tab.next("error")
        await tab.say(type="send", client_id=MARK, text=MARK, mode="fast")
        await tab.next("error")
    await hub().close()
    (row,) = lines.of("chatapp.live.consumer")
    assert row["account"] == str(owner.pk)
    assert len(row["request"]) == len(row["socket"]) == 32
    assert MARK not in lines.text
    assert cookie not in lines.text


def test_no_statement_that_the_database_refuses(lines: Lines, ask: Callable[..., Run]) -> None:
    import logging

    run = ask()
    try:
        Message.objects.create(
            conversation=run.conversation, role=MARK * 50, parts=[{"text": MARK}], pk=run.answer_id
        )
    except Exception:
        logging.getLogger("chatapp.x").exception("refused")
    assert "IntegrityError" in lines.text
    assert MARK not in lines.text


def test_no_refusal_for_want_of_allowance(lines: Lines, ask: Callable[..., Run]) -> None:
    from billing.quota import Refused

    def ask_for_ever() -> None:
        for number in range(100):
            ask(f"{MARK} {number}", mode="fast")

    with pytest.raises(Refused):
        ask_for_ever()
    assert MARK not in lines.text
