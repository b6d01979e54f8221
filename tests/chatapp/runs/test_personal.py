"""Personal instructions go along with every question of their person, and with nothing else."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable

import pytest

from chatapp.accounts.models import User
from chatapp.accounts.preferences.services import change
from chatapp.conversations import beginning, sharing
from chatapp.conversations.models import Message, text_parts
from chatapp.runs.models import Run
from chatapp.traces.selectors import turns_of

pytestmark = pytest.mark.django_db
SECRET = "I am a beekeeper in Graz."


@pytest.fixture
def told(owner: User) -> None:
    change(user=owner, instructions_about=SECRET)


def system_of(run: Run) -> str:
    return "".join(turn["text"] for turn in run.input["turns"] if turn["role"] == "system")


def test_each_question_keeps_them_as_they_were(ask: Callable[..., Run], owner: User, told: None) -> None:
    first = ask()
    change(user=owner, instructions_about="I moved to Linz.")
    second = ask("And now?", conversation_id=first.conversation_id, parent_id=first.answer_id)
    assert SECRET in system_of(Run.objects.get(pk=first.pk))
    assert "Linz" in system_of(second)
    assert first.input["personal_version"] != second.input["personal_version"]


def test_temporary_chats_use_them_too(ask: Callable[..., Run], owner: User, told: None) -> None:
    temporary = beginning.prepare(user=owner, temporary=True)
    assert SECRET in system_of(ask(conversation_id=temporary.pk))


def test_switched_off_they_stay_at_home(ask: Callable[..., Run], owner: User, told: None) -> None:
    change(user=owner, instructions_on=False)
    assert SECRET not in json.dumps(ask().input)


def test_training_and_shared_links_never_see_them(ask: Callable[..., Run], owner: User, told: None) -> None:
    run = ask()
    assert SECRET not in str(turns_of(run))
    Run.objects.filter(pk=run.pk).update(status=Run.Status.SUCCEEDED)
    Message.objects.filter(pk=run.answer_id).update(parts=text_parts("Fine."))
    shared = sharing.share(conversation=run.conversation, message_id=run.answer_id, with_thinking=True)
    assert SECRET not in json.dumps(sharing.shown(shared))


def test_nobody_elses_question_has_them(ask: Callable[..., Run], outsider: User, told: None) -> None:
    assert SECRET not in json.dumps(ask(user=outsider, client_id=uuid.uuid4().hex).input)
