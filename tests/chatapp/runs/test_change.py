"""A run that another model answers than the one it was asked of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from chatapp.conversations.models import Message, text_parts
from chatapp.runs import change, lease, roster
from chatapp.runs.cancel import request_cancel
from chatapp.runs.lease import LeaseLost
from chatapp.runs.models import Run
from reasoning.context import estimate_turns
from reasoning.engines.profiles import ModelProfile
from reasoning.types import Turn

pytestmark = pytest.mark.django_db
LARGE = ModelProfile(name="large", kind="openai", model="large", context=32768)
KEPT = ("seed", "budget", "strategy", "temperature")


@pytest.fixture
def long_talk(ask: Callable[..., Run], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The sixth question of a conversation, asked of a model that is shown all of it, and claimed."""
    monkeypatch.setattr(roster, "profile", lambda mode, chosen="": LARGE)
    run = ask("Question 0")
    for number in range(1, 6):
        request_cancel(run=run)  # else its hold would be in the next one's way
        Message.objects.filter(pk=run.answer_id).update(parts=text_parts(f"Answer {number} " + "word " * 90))
        run = ask(f"Question {number}", conversation_id=run.conversation_id, parent_id=run.answer_id)
    claimed = lease.claim(run.pk)
    assert claimed is not None
    return claimed


def test_the_demo_model_is_shown_what_it_can_follow_and_what_is_dropped_is_told(long_talk: Run) -> None:
    before = long_talk.input
    assert (len(before["turns"]), before["dropped"]) == (12, 0)  # with the system prompt
    change.adapt(run=long_talk, profile=roster.seedling(), begun=False)
    asked = Run.objects.get(pk=long_talk.pk).input
    turns = [Turn(**turn) for turn in asked["turns"]]
    assert turns[-1] == Turn("user", "Question 5")
    assert {turn.role for turn in turns} == {"user", "assistant"}
    assert len(turns) + asked["dropped"] == 11
    assert len(turns) <= roster.HISTORY_TURNS + 1
    assert estimate_turns(turns) <= 1024
    assert (asked["model"], asked["kind"], asked["prompt_version"]) == (roster.SEEDLING, "embedded", "")
    assert [asked[field] for field in KEPT] == [before[field] for field in KEPT]
    change.adapt(run=long_talk, profile=LARGE, begun=False)
    assert long_talk.input == before


def test_another_context_of_the_same_model_is_another_cut(long_talk: Run) -> None:
    change.adapt(run=long_talk, profile=replace(LARGE, context=700), begun=False)
    assert Run.objects.get(pk=long_talk.pk).input["dropped"] > 0


def test_the_model_that_was_asked_is_asked_just_so(long_talk: Run, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        change.adapt(run=long_talk, profile=LARGE, begun=False)


@pytest.mark.parametrize(("begun", "embedded"), [(False, True), (True, False)])
def test_only_what_the_demo_model_wrote_alone_is_its_own(long_talk: Run, begun: bool, embedded: bool) -> None:
    change.adapt(run=long_talk, profile=roster.seedling(), begun=begun)
    assert (long_talk.embedded, Run.objects.get(pk=long_talk.pk).embedded) == (embedded, embedded)


def test_a_namesake_of_the_demo_model_is_not_the_demo_model(long_talk: Run) -> None:
    change.adapt(run=long_talk, profile=roster.seedling(), begun=False)
    change.adapt(run=long_talk, profile=replace(LARGE, name=roster.SEEDLING), begun=False)
    assert (long_talk.model, Run.objects.get(pk=long_talk.pk).embedded) == (roster.SEEDLING, False)


def test_an_attempt_that_lost_its_run_changes_nothing(long_talk: Run, expire: Callable[[Run], None]) -> None:
    expire(long_talk)
    assert lease.claim(long_talk.pk) is not None
    with pytest.raises(LeaseLost):
        change.adapt(run=long_talk, profile=roster.seedling(), begun=False)
    assert Run.objects.get(pk=long_talk.pk).model == "large"
