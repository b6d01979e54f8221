"""A person's word on an answer."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction

from chatapp.conversations import feedback, present, selectors
from chatapp.conversations.models import Conversation, Feedback, Message
from chatapp.errors import BadText, RequestError
from chatapp.pages.importmap import STATIC
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(conversation: Conversation) -> Message:
    return conversation.messages.get(role="assistant")


def test_a_thumb_down_keeps_its_reasons_and_a_later_word_replaces_it(answer: Message) -> None:
    row = feedback.give(
        answer=answer, value="down", reasons=["too_long", "wrong", "nonsense"], text=" It is 1776.\x00 "
    )
    assert (row.value, row.reasons, row.text) == ("down", ["wrong", "too_long"], "It is 1776.")
    row = feedback.give(answer=answer, value="up", reasons=["wrong"], text="never mind")
    assert (row.value, row.reasons, row.text) == ("up", [], "")
    assert Feedback.objects.count() == 1


def test_it_is_shown_with_the_conversation_until_it_is_taken_back(
    conversation: Conversation, answer: Message
) -> None:
    feedback.give(answer=answer, value="up")
    question, shown = (present.message(row) for row in selectors.messages(conversation))
    assert shown["feedback"] == {"value": "up", "reasons": [], "text": ""}
    assert question["feedback"] is None
    feedback.take_back(answer=answer)
    feedback.take_back(answer=answer)
    assert present.message(selectors.messages(conversation)[1])["feedback"] is None


def test_a_text_that_is_too_long_is_refused_and_the_word_before_stays(answer: Message) -> None:
    feedback.give(answer=answer, value="up")
    with pytest.raises(BadText):
        feedback.give(answer=answer, value="down", text="x" * 2001)
    assert Feedback.objects.get().value == "up"


def test_an_answer_that_is_being_written_cannot_be_judged_yet(ask: Callable[..., Run]) -> None:
    with pytest.raises(RequestError):
        feedback.give(answer=ask().answer, value="up")


def test_the_page_offers_the_reasons_that_are_kept() -> None:
    form = (STATIC / "js" / "ui" / "feedback-form.js").read_text()
    assert tuple(re.findall(r'^  \["(\w+)", ', form, re.M)) == feedback.REASONS


def test_there_is_one_word_of_a_person_on_an_answer(answer: Message) -> None:
    row = feedback.give(answer=answer, value="up")
    with pytest.raises(IntegrityError), transaction.atomic():
        Feedback.objects.create(user=row.user, message=answer, value="down")
