"""A waiting thought is made a fast answer, as the page sees it."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from billing import quota
from billing.models import BillingAccount
from chatapp.accounts.models import User
from chatapp.runs.models import Run
from tests.support.tab import Tab

from .conftest import in_database

pytestmark = [pytest.mark.asyncio, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("web")]
THINK = {"type": "send", "text": "Why is the sky blue?", "mode": "think"}


async def test_every_page_of_the_person_sees_the_same_answer_go_on_as_a_fast_one(cookie: str) -> None:
    async with Tab(cookie) as tab, Tab(cookie) as other:
        await other.next("hello")
        asked = await tab.ask(**THINK, client_id="a-client-id")
        await other.next("accepted")
        run = asked["answer"]["run"]["id"]
        assert asked["wait"] == 0
        fast = await tab.ask(type="use_fast", run=run)
        if fast == asked:  # the first one as all pages are told of it
            fast = await tab.next("accepted")
        assert (fast["type"], fast["client_id"]) == ("accepted", "a-client-id")
        assert fast["answer"] == asked["answer"] | {"run": fast["answer"]["run"]}
        assert (fast["answer"]["run"]["id"], fast["answer"]["run"]["mode"]) == (run, "fast")
        assert (fast["allowance"]["fast"]["used"], fast["allowance"]["think"]["used"]) == (1, 0)
        assert (await other.next("accepted"))["answer"] == fast["answer"]


async def test_refused_the_page_is_told_why_with_the_run_and_it_goes_on_waiting(
    cookie: str, owner: User
) -> None:
    def use_up() -> None:
        account = BillingAccount.objects.get(owner=owner)
        for number in range(10):
            key = f"hold {number}"
            hold = quota.reserve(account=account, user_id=owner.pk, meter="fast", key=key, ttl_seconds=60)
            quota.commit(hold=hold, tokens=1, cost_micros=1)

    async with Tab(cookie) as tab:
        run = (await tab.ask(**THINK, client_id="a-client-id"))["answer"]["run"]["id"]
        await in_database(use_up)
        refused = await tab.ask(type="use_fast", run=run)
        assert (refused["type"], refused["code"], refused["client_id"]) == ("refused", "no_allowance", run)
        assert refused["reset_at"]
        assert (await in_database(Run.objects.get)).mode == "think"


async def test_another_persons_answer_and_one_that_is_not_there_are_not_found(
    cookie: str, outsider: User, ask: Callable[..., Any]
) -> None:
    theirs = await in_database(lambda: ask(user=outsider, mode="think"))
    async with Tab(cookie) as tab:
        for run in (str(theirs.pk), str(uuid.uuid4())):
            error = await tab.ask(type="use_fast", run=run)
            assert (error["code"], error["ref"]) == ("not_found", run)
        assert (await tab.ask(type="use_fast", run="nonsense"))["code"] == "bad_frame"
