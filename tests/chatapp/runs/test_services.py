"""Starting a run: all of it, or nothing."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
import redis

from billing.models import BillingAccount, UsageHold
from billing.quota import QuotaExceeded, TooManyRunning
from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import BadText, Busy, NotFound, RequestError
from chatapp.runs import reaper
from chatapp.runs.models import Run
from chatapp.runs.services import start_run
from tests.support.at_once import at_once
from tests.support.valkey import Valkey

pytestmark = pytest.mark.django_db
CLIENT_ID = "a-client-id"


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Conversation, Message, Run, UsageHold))


def queued(client: redis.Redis, queue: str) -> list[str]:
    """The ids of the runs that wait in a queue, oldest first."""
    tasks = [json.loads(task) for task in client.lrange(queue, 0, -1)][::-1]
    return [json.loads(base64.b64decode(task["body"]))[0][0] for task in tasks]


def test_a_question_makes_a_queued_run_that_holds_one_unit(ask: Callable[..., Run], owner: User) -> None:
    run = ask("Where do the swallows go?")
    assert (run.status, run.attempt, run.mode, run.strategy, run.model) == (
        "queued",
        0,
        "fast",
        "single",
        "scripted",
    )
    assert run.answer.parent.text == "Where do the swallows go?"
    assert (run.hold.state, run.hold.meter, run.hold.user_id) == ("held", "fast", owner.pk)
    assert run.conversation.account == run.hold.account
    assert everything() == (1, 2, 1, 1)


def test_a_thinking_run_asks_for_as_many_paths_as_the_plan_has(ask: Callable[..., Run]) -> None:
    run = ask("How many legs has a spider?", mode="think")
    assert (run.strategy, run.hold.meter) == ("adaptive", "think")
    assert run.input["budget"] | {"cost_micros": None} == {
        "tokens": 6_000,
        "paths": 4,
        "steps": 5,
        "seconds": 20.0,
        "cost_micros": None,
    }


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("mode", "queue"), [("fast", "interactive"), ("think", "thinking")])
def test_a_run_waits_in_the_queue_of_its_mode(
    ask: Callable[..., Run], valkey: redis.Redis, mode: str, queue: str
) -> None:
    assert queued(valkey, queue) == []
    run = ask(mode=mode)
    assert queued(valkey, queue) == [str(run.pk)]


def test_the_same_client_id_again_returns_the_same_run_however_it_is_worded(ask: Callable[..., Run]) -> None:
    run = ask("first", client_id=CLIENT_ID)
    before = everything()
    assert ask("second", client_id=CLIENT_ID) == run
    assert ask("third", client_id=CLIENT_ID, mode="think") == run
    assert everything() == before


def test_the_same_client_id_of_two_people_is_two_runs(ask: Callable[..., Run], outsider: User) -> None:
    mine, theirs = ask(client_id=CLIENT_ID), ask(client_id=CLIENT_ID, user=outsider)
    assert mine != theirs
    assert mine.conversation != theirs.conversation


@pytest.mark.django_db(transaction=True)
def test_twenty_equal_questions_at_once_are_one_run_one_hold_and_one_conversation(
    owner: User, ask: Callable[..., Run], valkey: redis.Redis
) -> None:
    started = at_once(
        20, lambda _: start_run(user=owner, client_id=CLIENT_ID, text="How are you?", mode="fast")
    )
    assert len({each.run.pk for each in started}) == 1
    assert sum(each.created for each in started) == 1
    assert everything() == (1, 2, 1, 1)
    assert queued(valkey, "interactive") == [str(started[0].run.pk)]


def test_a_repeated_client_id_is_served_even_when_nothing_is_left(ask: Callable[..., Run]) -> None:
    run = ask(client_id=CLIENT_ID, mode="think")
    with pytest.raises(TooManyRunning):
        ask(mode="think")
    assert ask(client_id=CLIENT_ID, mode="think") == run


def test_the_client_id_of_a_deleted_conversation_does_not_answer_again(ask: Callable[..., Run]) -> None:
    run = ask(client_id=CLIENT_ID)
    run.hold.state = "released"
    run.hold.save()
    run.conversation.delete()
    with pytest.raises(NotFound):
        ask(client_id=CLIENT_ID)
    assert everything() == (0, 0, 0, 1)


def refusals(ask: Callable[..., Run], outsider: User) -> dict[str, Callable[[], object]]:
    theirs = ask(user=outsider)
    return {
        "their conversation": lambda: ask(conversation_id=theirs.conversation_id),
        "their message": lambda: ask(parent_id=theirs.answer_id),
        "their message in their conversation": lambda: ask(
            conversation_id=theirs.conversation_id, parent_id=theirs.answer_id
        ),
        "no such conversation": lambda: ask(conversation_id=uuid.uuid4()),
        "no text": lambda: ask(" \n"),
        "too much text": lambda: ask("x" * 1_000_000),
        "no such mode": lambda: ask(mode="quick"),
    }


@pytest.mark.parametrize(
    ("case", "error", "code"),
    [
        ("their conversation", NotFound, "not_found"),
        ("their message", NotFound, "not_found"),
        ("their message in their conversation", NotFound, "not_found"),
        ("no such conversation", NotFound, "not_found"),
        ("no text", BadText, "empty"),
        ("too much text", BadText, "too_long"),
        ("no such mode", RequestError, "unknown_mode"),
    ],
)
def test_what_cannot_be_asked_is_refused_and_nothing_is_stored(
    case: str, error: type[RequestError], code: str, ask: Callable[..., Run], outsider: User
) -> None:
    refused = refusals(ask, outsider)[case]
    before = everything()
    with pytest.raises(error) as refusal:
        refused()
    assert refusal.value.code == code
    assert everything() == before


def test_a_parent_of_ones_own_other_conversation_is_refused_too(ask: Callable[..., Run]) -> None:
    one, two = ask(), ask()
    before = everything()
    with pytest.raises(NotFound):
        ask(conversation_id=one.conversation_id, parent_id=two.answer_id)
    assert everything() == before


def test_without_allowance_nothing_is_stored_and_the_refusal_says_until_when(
    ask: Callable[..., Run],
) -> None:
    for _ in range(10):
        run = ask()
        run.hold.state = UsageHold.State.COMMITTED
        run.hold.save()
    before = everything()
    with pytest.raises(QuotaExceeded) as refusal:
        ask()
    assert refusal.value.reset_at is not None
    assert everything() == before


def test_a_full_queue_refuses_with_an_estimate_and_holds_nothing(
    ask: Callable[..., Run], settings: Any
) -> None:
    settings.QUEUE_LIMIT = 2
    ask(), ask()
    before = everything()
    with pytest.raises(Busy) as refusal:
        ask()
    assert "about 1 min" in refusal.value.message
    assert everything() == before
    assert ask(mode="think").status == "queued"  # the other queue has room


def test_the_account_of_the_conversation_pays_for_what_follows(ask: Callable[..., Run], owner: User) -> None:
    run = ask()
    team = BillingAccount.objects.create(kind="team", owner=owner, plan="team")
    Conversation.objects.filter(pk=run.conversation_id).update(account=team)
    again = ask(conversation_id=run.conversation_id, parent_id=run.answer_id)
    assert (again.hold.account, again.hold.plan) == (team, "team")


def test_the_branch_up_to_the_question_is_what_the_model_is_shown(ask: Callable[..., Run]) -> None:
    first = ask("My name is Ada.")
    first.answer.parts = [{"type": "text", "text": "Hello Ada."}]
    first.answer.save()
    conversation = {"conversation_id": first.conversation_id}
    elsewhere = ask("Elsewhere.", parent_id=first.answer_id, **conversation)
    run = ask("What is my name?", parent_id=first.answer_id, **conversation)
    assert elsewhere.conversation == run.conversation
    assert run.input["turns"] == [
        {"role": "user", "text": "My name is Ada."},
        {"role": "assistant", "text": "Hello Ada."},
        {"role": "user", "text": "What is my name?"},
    ]


def test_a_refused_question_can_be_sent_again_with_the_same_client_id(
    ask: Callable[..., Run], settings: Any
) -> None:
    settings.QUEUE_LIMIT = 1
    waiting = ask()
    with pytest.raises(Busy):
        ask(client_id=CLIENT_ID)
    Run.objects.filter(pk=waiting.pk).update(status="succeeded")
    assert ask(client_id=CLIENT_ID).status == "queued"


@pytest.mark.django_db(transaction=True)
def test_with_the_broker_away_the_run_waits_and_the_reaper_queues_it_when_it_is_back(
    ask: Callable[..., Run], mortal_valkey: Valkey, settings: Any
) -> None:
    mortal_valkey.stop()
    run = ask()
    run.refresh_from_db()
    assert (run.status, run.enqueued_at) == ("queued", datetime.fromtimestamp(0, UTC))

    mortal_valkey.start()
    assert reaper.reap() == 1
    with redis.Redis.from_url(mortal_valkey.url) as client:
        assert queued(client, "interactive") == [str(run.pk)]
    assert reaper.reap() == 0


def answer_again(run: Run, ask: Callable[..., Run], **fields: Any) -> Run:
    where = {"conversation_id": run.conversation_id, "question_id": run.answer.parent_id, "mode": "think"}
    return ask("these words do not count", **where | fields)


def test_a_question_gets_a_second_answer_beside_the_first_with_a_hold_of_its_own(
    ask: Callable[..., Run],
) -> None:
    first = ask("Where do the swallows go?")
    second = answer_again(first, ask)
    assert second.answer.parent == first.answer.parent
    assert [turn["text"] for turn in second.input["turns"]] == ["Where do the swallows go?"]
    assert (second.hold.meter, second.hold.state) == ("think", "held")
    assert everything() == (1, 3, 2, 2)


def test_a_second_answer_knows_what_the_question_followed(ask: Callable[..., Run]) -> None:
    first = ask("Where do the swallows go?")
    Message.objects.filter(pk=first.answer_id).update(parts=[{"type": "text", "text": "South."}])
    next_one = ask("And then?", conversation_id=first.conversation_id, parent_id=first.answer_id)
    assert answer_again(next_one, ask).input["turns"] == next_one.input["turns"]


def test_without_allowance_the_second_answer_is_refused_and_the_first_goes_on(
    ask: Callable[..., Run],
) -> None:
    first = ask()
    for _ in range(3):
        UsageHold.objects.filter(pk=ask(mode="think").hold_id).update(state=UsageHold.State.COMMITTED)
    before = everything()
    with pytest.raises(QuotaExceeded) as refused:
        answer_again(first, ask)
    assert refused.value.reset_at is not None
    assert everything() == before
    first.hold.refresh_from_db()
    assert first.hold.state == "held"


def test_only_a_question_of_the_persons_own_conversation_is_answered_again(
    ask: Callable[..., Run], outsider: User
) -> None:
    first, elsewhere = ask(), ask()
    before = everything()
    strange: list[dict[str, Any]] = [
        {"question_id": first.answer_id},
        {"question_id": elsewhere.answer.parent_id},
        {"question_id": uuid.uuid4()},
        {"conversation_id": None},
        {"user": outsider},
    ]
    for fields in strange:
        with pytest.raises(NotFound):
            answer_again(first, ask, **fields)
    assert everything() == before
