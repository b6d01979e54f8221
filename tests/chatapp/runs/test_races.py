"""What two people, or a person and a worker, do to one conversation at the same moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import redis

from chatapp.conversations import selectors, services
from chatapp.conversations.models import Conversation, Message
from chatapp.errors import NotFound
from chatapp.runs import lease
from chatapp.runs.finish import finish
from chatapp.runs.lease import LeaseLost
from chatapp.runs.models import Run
from reasoning.state import fold
from tests.support.at_once import at_once
from tests.support.said import ending, entries, opening

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = range(4)


def end(run: Run) -> str:
    said = entries(*opening("South"), *ending("South"), attempt=run.attempt)
    try:
        finish(run=run, state=fold(said), entries=said)
    except LeaseLost:
        return "lost"
    return "ended"


def delete(run: Run) -> str:
    services.delete(conversation=selectors.get_conversation(run.user, run.conversation_id))
    return "deleted"


@pytest.mark.parametrize("_", ROUNDS)
def test_a_conversation_is_deleted_while_its_answer_ends(
    ask: Callable[..., Run], valkey: redis.Redis, _: int
) -> None:
    run = lease.claim(ask().pk)
    both = at_once(2, lambda index: (end, delete)[index](run))
    assert both in (["ended", "deleted"], ["lost", "deleted"])
    assert not Run.objects.exists()
    assert not Message.objects.exists()
    run.hold.refresh_from_db()
    assert run.hold.state == ("committed" if both[0] == "ended" else "released")


@pytest.mark.parametrize("_", ROUNDS)
def test_a_question_is_added_while_the_answer_before_it_ends(
    ask: Callable[..., Run], valkey: redis.Redis, _: int
) -> None:
    run = lease.claim(ask().pk)

    def add(run: Run) -> Any:
        return ask("and then?", conversation_id=run.conversation_id, parent_id=run.answer_id).status

    assert at_once(2, lambda index: (end, add)[index](run)) == ["ended", "queued"]
    assert Message.objects.filter(conversation=run.conversation).count() == 4


@pytest.mark.parametrize("_", ROUNDS)
def test_a_question_is_added_while_its_conversation_is_deleted(
    ask: Callable[..., Run], valkey: redis.Redis, _: int
) -> None:
    run = lease.claim(ask().pk)
    end(run)

    def add(run: Run) -> str:
        try:
            return ask("and then?", conversation_id=run.conversation_id, parent_id=run.answer_id).status
        except NotFound:
            return "not found"

    added, deleted = at_once(2, lambda index: (add, delete)[index](run))
    assert (added in ("queued", "not found"), deleted) == (True, "deleted")
    assert not Conversation.objects.exists()
    assert not Run.objects.exists()
