"""The page asks for the answer now."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from chatapp.accounts.models import User
from chatapp.runs.models import Run
from tests.support.tab import Tab

from .conftest import in_database

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]
THINK = {"type": "send", "text": "Why is the sky blue?", "mode": "think"}


async def test_the_run_is_told_and_the_page_hears_of_it_by_the_run_s_own_events(cookie: str) -> None:
    async with Tab(cookie) as tab:
        run = (await tab.ask(**THINK, client_id="a-client-id"))["answer"]["run"]["id"]
        await tab.say(type="answer_now", run=run)
        await tab.ask(type="ping", n=1)
        assert (await in_database(Run.objects.get)).answer_requested


async def test_nobody_hurries_another_persons_answer(
    cookie: str, outsider: User, ask: Callable[..., Any]
) -> None:
    theirs = await in_database(lambda: ask(user=outsider, mode="think"))
    async with Tab(cookie) as tab:
        for run in (str(theirs.pk), str(uuid.uuid4())):
            error = await tab.ask(type="answer_now", run=run)
            assert (error["code"], error["ref"]) == ("not_found", run)
    assert not (await in_database(lambda: Run.objects.get(pk=theirs.pk))).answer_requested
