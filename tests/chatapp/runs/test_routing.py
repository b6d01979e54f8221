"""Auto: what a question costs, what it is told, and what is never taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import redis

from billing.models import BillingAccount, UsageHold
from billing.quota import QuotaExceeded, Suspended
from chatapp.accounts.models import User
from chatapp.conversations import present
from chatapp.conversations.models import Conversation, Message
from chatapp.runs import routing
from chatapp.runs.models import Run
from chatapp.runs.services import start_run
from tests.support.at_once import at_once

pytestmark = pytest.mark.django_db
SUM, HELLO = "What is 37*48 - 19?", "Hello!"
WOULD = "Fast: it would think, but "


@pytest.fixture
def auto(ask: Callable[..., Run]) -> Callable[..., Run]:
    """Ask in Auto; the answer has come to its end."""

    def auto(text: str = SUM, **fields: Any) -> Run:
        run = ask(text, mode="auto", **fields)
        UsageHold.objects.filter(pk=run.hold_id).update(state=UsageHold.State.COMMITTED)
        return run

    return auto


def reason(run: Run) -> str:
    """What the page is told."""
    return str(present.run(run)["route"])


def test_auto_becomes_one_of_the_two_modes_with_one_hold(auto: Callable[..., Run]) -> None:
    thought, quick = auto(SUM), auto(HELLO)
    assert (thought.mode, thought.strategy, thought.hold.meter) == ("think", "adaptive", "think")
    assert (quick.mode, quick.strategy, quick.hold.meter) == ("fast", "single", "fast")
    assert UsageHold.objects.count() == 2


def test_the_reason_is_stored_and_told(auto: Callable[..., Run]) -> None:
    assert reason(Run.objects.get(pk=auto(SUM).pk)) == "Thinks: a calculation with several steps"
    assert reason(Run.objects.get(pk=auto(HELLO).pk)) == "Fast: small talk"


def test_who_has_chosen_is_told_no_reason(ask: Callable[..., Run]) -> None:
    assert reason(ask(SUM, mode="think")) == ""
    assert reason(ask(SUM)) == ""


def test_the_last_of_the_allowance_is_left_to_the_person(
    auto: Callable[..., Run], ask: Callable[..., Run]
) -> None:
    assert [auto().mode for _ in range(4)] == ["think", "think", "fast", "fast"]
    assert reason(auto()) == WOULD + "the last thinking answer is kept for when you choose Think"
    last = ask(SUM, mode="think")
    UsageHold.objects.filter(pk=last.hold_id).update(state=UsageHold.State.COMMITTED)
    assert reason(auto()) == WOULD + "no thinking answers are left for now"


def test_without_a_limit_nothing_is_kept(auto: Callable[..., Run], owner: User) -> None:
    auto(HELLO)
    BillingAccount.objects.filter(owner=owner).update(plan="pro")
    assert {auto().mode for _ in range(8)} == {"think"}


def test_while_as_many_think_as_may_it_stays_fast(auto: Callable[..., Run], ask: Callable[..., Run]) -> None:
    ask(SUM, mode="think")
    assert reason(auto()) == WOULD + "another thinking answer is still being made"


def test_where_the_queue_of_thinkers_is_full_it_stays_fast(
    ask: Callable[..., Run], auto: Callable[..., Run], outsider: User, settings: Any
) -> None:
    settings.QUEUE_LIMIT = 1
    ask(SUM, mode="think", user=outsider)
    run = auto()
    assert (run.mode, reason(run)) == ("fast", WOULD + "many people are thinking right now")


def test_without_a_fast_message_left_it_is_refused_and_nothing_is_stored(
    auto: Callable[..., Run], ask: Callable[..., Run]
) -> None:
    for _ in range(10):
        auto(HELLO)
    before = [model.objects.count() for model in (Conversation, Message, Run, UsageHold)]
    with pytest.raises(QuotaExceeded) as refused:
        auto(HELLO)
    assert (refused.value.meter, refused.value.reset_at is not None) == ("fast", True)
    assert [model.objects.count() for model in (Conversation, Message, Run, UsageHold)] == before


def test_what_neither_mode_may_is_refused(auto: Callable[..., Run], owner: User) -> None:
    auto(HELLO)
    account = BillingAccount.objects.get(owner=owner)
    BillingAccount.objects.filter(pk=account.pk).update(suspended_at=account.created_at)
    with pytest.raises(Suspended):
        auto()


def test_the_same_client_id_again_is_the_same_run_whatever_auto_would_say_now(
    auto: Callable[..., Run], ask: Callable[..., Run]
) -> None:
    first = auto(client_id="a-client-id")
    auto()
    for mode in ("auto", "fast", "think"):
        assert ask(SUM, mode=mode, client_id="a-client-id") == first
    assert reason(auto(SUM)).startswith(WOULD)


def test_a_follow_up_is_judged_by_what_was_asked_before(auto: Callable[..., Run]) -> None:
    first = auto(SUM)
    where = {"conversation_id": first.conversation_id, "parent_id": first.answer_id}
    assert reason(auto("now double that", **where)) == "Fast: it goes on from the last answer"


def test_a_second_answer_may_be_left_to_auto_too(auto: Callable[..., Run]) -> None:
    first = auto(SUM)
    second = auto("", conversation_id=first.conversation_id, question_id=first.answer.parent_id)
    assert (second.mode, second.answer.parent_id) == ("think", first.answer.parent_id)


def test_a_teams_member_is_judged_by_the_members_own_cap(auto: Callable[..., Run], owner: User) -> None:
    run = auto(HELLO)
    team = BillingAccount.objects.create(kind="team", owner=owner, plan="team", seats=2)
    Conversation.objects.filter(pk=run.conversation_id).update(account=team)
    again = auto(conversation_id=run.conversation_id, parent_id=run.answer_id)
    assert (again.mode, again.hold.account) == ("think", team)


@pytest.mark.django_db(transaction=True)
def test_of_twenty_at_once_no_more_think_than_may(
    ask: Callable[..., Run], owner: User, valkey: redis.Redis
) -> None:
    ask(HELLO)
    BillingAccount.objects.filter(owner=owner).update(plan="plus")  # 50 of which 10 are kept; 2 at once
    free = UsageHold.objects.get()
    UsageHold.objects.bulk_create(
        UsageHold(
            account=free.account,
            user_id=owner.pk,
            meter="think",
            plan="plus",
            idempotency_key=f"earlier {number}",
            state=UsageHold.State.COMMITTED,
            created_at=free.created_at,
            expires_at=free.expires_at,
        )
        for number in range(39)
    )

    def send(number: int) -> str:
        try:
            return start_run(user=owner, client_id=f"number-{number}", text=SUM, mode=routing.AUTO).run.mode
        except Exception as error:
            return type(error).__name__

    modes = at_once(20, send)
    assert modes.count("think") == 1
    assert modes.count("fast") == 2  # with the one that goes on, as many at once as may
    assert modes.count("TooManyRunning") == 17
