"""The routes of one message: for its owner, for strangers, for nonsense."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations.models import Conversation, Feedback, Message
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


@pytest.fixture
def send(owner: User, browser: Callable[[User], Client]) -> Send:
    def send(method: str, path: str, data: Any = None, *, user: User = owner) -> Any:
        body = "" if data is None else json.dumps(data)
        return browser(user).generic(method, f"/api/messages/{path}", body, content_type="application/json")

    return send


@pytest.fixture
def answer(conversation: Conversation) -> Message:
    return conversation.messages.get(role="assistant")


ROUTES = [
    ("PUT", "/feedback", {"value": "up"}),
    ("DELETE", "/feedback", None),
    ("GET", "/details", None),
    ("DELETE", "", None),
]


def test_another_persons_message_is_not_found(stranger: User, send: Send, answer: Message) -> None:
    for id in (answer.pk, uuid.uuid4()):
        for method, path, data in ROUTES:
            response = send(method, f"{id}{path}", data, user=stranger)
            assert (response.status_code, response.json()["code"]) == (404, "not_found"), (method, path)
    assert Message.objects.count() == 2
    assert not Feedback.objects.exists()


def test_a_question_has_no_thumbs_and_no_details(send: Send, answer: Message) -> None:
    for method, path, data in ROUTES[:3]:
        assert send(method, f"{answer.parent_id}{path}", data).status_code == 404


def test_nobody_judges_without_signing_in(answer: Message) -> None:
    assert Client().put(f"/api/messages/{answer.pk}/feedback").status_code == 401


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"value": "sideways"}, 422),
        ({"value": "down", "reasons": "wrong"}, 422),
        ({"value": "down", "reasons": ["wrong"] * 21}, 422),
        ({"value": "down", "text": "x" * 2001}, 400),
        ({"value": "down", "reasons": ["</script>"], "text": "<b>\ud83d"}, 200),
    ],
)
def test_nonsense_is_refused_in_words(send: Send, answer: Message, body: Any, status: int) -> None:
    response = send("PUT", f"{answer.pk}/feedback", body)
    assert response.status_code == status
    assert response.json()


def test_a_thumb_is_given_seen_and_taken_back(
    send: Send, owner: User, browser: Callable[[User], Client], answer: Message
) -> None:
    word = {"value": "down", "reasons": ["wrong"], "text": "It is 1776."}
    assert send("PUT", f"{answer.pk}/feedback", word).json() == word
    read = browser(owner).get(f"/api/conversations/{answer.conversation_id}").json()["messages"]
    assert [message["feedback"] for message in read] == [None, word]
    assert send("DELETE", f"{answer.pk}/feedback").status_code == 204
    assert not Feedback.objects.exists()


def test_details_show_the_cost_to_staff_and_where_the_operator_says_so(
    send: Send, owner: User, ask: Callable[..., Run], settings: Any
) -> None:
    run = ask()
    path = f"{run.answer_id}/details"
    told = send("GET", path).json()
    assert (told["model"], told["mode"], told["cost_micros"]) == ("scripted", "fast", None)
    settings.SHOW_COST = True
    assert send("GET", path).json()["cost_micros"] == 0
    settings.SHOW_COST = False
    owner.is_staff = True
    owner.save()
    assert send("GET", path).json()["cost_micros"] == 0


def test_an_answer_that_was_not_made_here_has_no_details(send: Send, answer: Message) -> None:
    assert send("GET", f"{answer.pk}/details").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_deleting_a_message_is_told_to_the_other_pages(
    send: Send, owner: User, answer: Message, valkey: Any
) -> None:
    with valkey.pubsub(ignore_subscribe_messages=True) as told:
        told.subscribe(f"user:{owner.pk}")
        told.get_message(timeout=1)
        gone = [str(answer.parent_id), str(answer.pk)]
        assert send("DELETE", str(answer.parent_id)).json() == {"deleted": gone}
        frame = json.loads(told.get_message(timeout=5)["data"])
    assert frame == {"type": "changed", "deleted": [], "removed": gone}
