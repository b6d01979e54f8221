"""The routes of saved prompts: for their owner, for strangers, for nonsense."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.prompts import services
from chatapp.prompts.models import SavedPrompt

pytestmark = pytest.mark.django_db
Send = Callable[..., Any]


@pytest.fixture
def send(owner: User) -> Send:
    """A JSON request of the owner's, unless told otherwise."""

    def send(method: str, path: str, data: Any = None, *, user: User | None = owner) -> Any:
        client = Client()
        if user:
            client.force_login(user)
        body = "" if data is None else json.dumps(data)
        return client.generic(method, f"/api/{path}", body, content_type="application/json")

    return send


def test_a_prompt_is_made_listed_changed_and_deleted(send: Send) -> None:
    made = send("POST", "prompts", {"name": "/Review", "text": "Review {what}"})
    assert made.status_code == 201
    assert made.json() == {"id": made.json()["id"], "name": "review", "text": "Review {what}"}
    send("POST", "prompts", {"name": "again", "text": "Once more"})
    assert [each["name"] for each in send("GET", "prompts").json()["items"]] == ["again", "review"]
    changed = send("PATCH", f"prompts/{made.json()['id']}", {"text": "Look at {what}"})
    assert (changed.json()["name"], changed.json()["text"]) == ("review", "Look at {what}")
    assert send("DELETE", f"prompts/{made.json()['id']}").status_code == 204
    assert [each["name"] for each in send("GET", "prompts").json()["items"]] == ["again"]


def test_a_refusal_says_why(send: Send) -> None:
    send("POST", "prompts", {"name": "again", "text": "x"})
    refused = send("POST", "prompts", {"name": "again", "text": "x"})
    assert (refused.status_code, refused.json()["code"]) == (400, "name_taken")
    assert "Choose another name" in refused.json()["message"]


@pytest.mark.parametrize("data", [{}, {"name": "x"}, {"name": 3, "text": "x"}, {"name": "x", "text": None}])
def test_nonsense_is_refused(send: Send, data: Any) -> None:
    assert send("POST", "prompts", data).status_code == 422


def test_another_persons_prompt_does_not_exist(send: Send, owner: User, outsider: User) -> None:
    prompt = services.create(user=owner, name="mine", text="secret")
    assert send("GET", "prompts", user=outsider).json() == {"items": []}
    for id in (prompt.pk, uuid.uuid4()):
        assert send("PATCH", f"prompts/{id}", {"text": "taken"}, user=outsider).status_code == 404
        assert send("DELETE", f"prompts/{id}", user=outsider).status_code == 404
    assert SavedPrompt.objects.get().text == "secret"


def test_nobody_gets_nothing(send: Send) -> None:
    assert send("GET", "prompts", user=None).status_code == 401


def test_they_go_with_their_person(owner: User) -> None:
    services.create(user=owner, name="mine", text="x")
    owner.delete()
    assert not SavedPrompt.objects.exists()
