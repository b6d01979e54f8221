"""The routes of conversations, projects, search and links: for their owner, for strangers, for nonsense."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from chatapp.accounts.models import User
from chatapp.conversations import projects, sharing
from chatapp.conversations.models import Conversation, Project, Share
from chatapp.keyset import Place

pytestmark = pytest.mark.django_db
JSON = "application/json"
Send = Callable[..., Any]


@pytest.fixture
def project(owner: User) -> Project:
    return projects.create(user=owner, name="Birds")


@pytest.fixture
def send(owner: User, browser: Callable[[User], Client]) -> Send:
    """A JSON request of the owner's, unless told otherwise."""

    def send(method: str, path: str, data: Any = None, *, user: User = owner) -> Any:
        return browser(user).generic(
            method, f"/api/{path}", "" if data is None else json.dumps(data), content_type=JSON
        )

    return send


def test_every_object_of_another_person_is_not_found(
    stranger: User, send: Send, conversation: Conversation, project: Project
) -> None:
    message = conversation.messages.first()
    share = sharing.share(conversation=conversation, message_id=message.pk, with_thinking=False)
    own, at = f"conversations/{conversation.pk}", {"message": str(message.pk)}
    theirs = Conversation.objects.create(user=stranger, account=conversation.account, title="theirs")
    for method, path, data in [
        ("PATCH", own, {"pinned": True}),
        ("PUT", f"{own}/read", None),
        ("POST", f"{own}/close", None),
        ("POST", f"{own}/fork", at),
        ("POST", f"{own}/shares", at),
        ("GET", f"{own}/shares", None),
        ("DELETE", f"shares/{share.pk}", None),
        ("GET", f"conversations?project={project.pk}", None),
        ("POST", "conversations", {"project": str(project.pk)}),
        ("PATCH", f"conversations/{theirs.pk}", {"project": str(project.pk)}),
        (
            "POST",
            "conversations/many",
            {"ids": [str(theirs.pk)], "action": "move", "project": str(project.pk)},
        ),
        ("PATCH", f"projects/{project.pk}", {"name": "mine now"}),
        ("DELETE", f"projects/{project.pk}?conversations=delete", None),
    ]:
        response = send(method, path, data, user=stranger)
        assert (response.status_code, response.json()["code"]) == (404, "not_found"), (method, path)
    taken = {"ids": [str(conversation.pk)], "action": "delete"}
    assert send("POST", "conversations/many", taken, user=stranger).json() == {"done": []}
    assert send("GET", "projects", user=stranger).json() == {"items": []}
    assert Conversation.objects.filter(pk=conversation.pk, pinned=False).exists()
    assert (Share.objects.count(), Project.objects.count()) == (1, 1)


@pytest.mark.parametrize("path", ["projects", "search?q=x", "conversations", "conversations?view=archived"])
def test_nobody_is_let_in_without_signing_in(path: str) -> None:
    assert Client().get(f"/api/{path}").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "data", "status"),
    [
        ("GET", "conversations?view=all", None, 422),
        ("GET", "conversations?project=1", None, 422),
        ("POST", "conversations", {"project": "x"}, 422),
        ("POST", "conversations/many", {"ids": [], "action": "delete"}, 422),
        ("POST", "conversations/many", {"ids": ["x"], "action": "delete"}, 422),
        ("POST", "conversations/many", {"ids": [str(uuid.uuid4())], "action": "burn"}, 422),
        ("POST", "projects", {"name": " "}, 400),
        ("POST", "projects", {}, 422),
        ("POST", "projects", {"name": "x", "instructions": "x" * 5000}, 400),
        ("GET", "search", None, 200),
        ("GET", "search?q=%00%22'*", None, 200),
        ("GET", "search?q=" + "x" * 10_000, None, 200),
        ("DELETE", f"shares/{uuid.uuid4()}", None, 404),
    ],
)
def test_nonsense_is_answered_or_refused_in_words(
    send: Send, method: str, path: str, data: Any, status: int
) -> None:
    response = send(method, path, data)
    assert response.status_code == status
    assert response.json()


@pytest.mark.parametrize(
    "body", [{}, {"pinned": None}, {"archived": "perhaps"}, {"project": "x"}, {"title": None}]
)
def test_a_change_names_what_it_changes(send: Send, conversation: Conversation, body: Any) -> None:
    assert send("PATCH", f"conversations/{conversation.pk}", body).status_code == 422


def test_a_bad_title_changes_nothing_else_either(
    send: Send, conversation: Conversation, project: Project
) -> None:
    body = {"title": " ", "project": str(project.pk), "archived": True}
    assert send("PATCH", f"conversations/{conversation.pk}", body).status_code == 400
    conversation.refresh_from_db()
    assert (conversation.project, conversation.archived) == (None, False)


def test_a_project_is_made_filled_and_emptied(send: Send, conversation: Conversation) -> None:
    made = send("POST", "projects", {"name": "Birds", "instructions": "In verse."})
    assert made.status_code == 201
    id = made.json()["id"]
    moved = send("PATCH", f"conversations/{conversation.pk}", {"project": id}).json()
    assert moved["project"] == id
    listed = send("GET", f"conversations?project={id}").json()
    assert [row["id"] for row in listed["items"]] == [str(conversation.pk)]
    assert send("GET", "conversations").json()["items"] == []
    renamed = send("PATCH", f"projects/{id}", {"name": "Fish"}).json()
    assert (renamed["name"], renamed["instructions"]) == ("Fish", "In verse.")
    assert send("DELETE", f"projects/{id}?conversations=keep").status_code == 204
    assert send("GET", "conversations").json()["items"][0]["project"] is None


def test_the_first_page_of_the_history_comes_with_what_is_pinned(
    send: Send, conversation: Conversation
) -> None:
    send("PATCH", f"conversations/{conversation.pk}", {"pinned": True})
    answer = send("GET", "conversations").json()
    assert ([row["id"] for row in answer["pinned"]], answer["items"]) == ([str(conversation.pk)], [])
    place = Place(datetime(2020, 1, 1, tzinfo=UTC), conversation.pk)
    later = send("GET", f"conversations?after={place}").json()
    assert later == {"items": [], "pinned": [], "next": ""}


@pytest.mark.parametrize("place", ["yesterday", "0_", "99999999999999999999_1", "%00"])
def test_a_place_that_no_page_gave_is_refused(send: Send, conversation: Conversation, place: str) -> None:
    refused = send("GET", f"conversations?after={place}")
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_request")


def test_a_temporary_chat_is_begun_closed_and_read(send: Send) -> None:
    made = send("POST", "conversations", {"temporary": True})
    assert (made.status_code, made.json()["temporary"]) == (201, True)
    path = f"conversations/{made.json()['id']}"
    assert send("POST", f"{path}/close").status_code == 204
    assert send("PUT", f"{path}/read").status_code == 204
    assert send("GET", path).json()["messages"] == []


def test_a_search_answers_with_pieces_of_text(send: Send, conversation: Conversation) -> None:
    [found] = send("GET", "search?q=swallows").json()["items"]
    assert found["conversation"]["id"] == str(conversation.pk)
    assert ["swallows", True] in found["title"]
    [hit] = found["hits"]
    assert (hit["role"], ["swallows", True] in hit["text"]) == ("user", True)


def test_a_fork_and_a_link_are_made_from_a_message(send: Send, conversation: Conversation) -> None:
    at = {"message": str(conversation.messages.first().pk)}
    fork = send("POST", f"conversations/{conversation.pk}/fork", at)
    assert (fork.status_code, fork.json()["forked_from"]) == (201, str(conversation.pk))
    share = send("POST", f"conversations/{conversation.pk}/shares", at)
    assert share.status_code == 201
    assert Client().get(share.json()["url"]).status_code == 200
    listed = send("GET", f"conversations/{conversation.pk}/shares").json()["items"]
    assert listed == [share.json()]
    assert send("DELETE", f"shares/{share.json()['id']}").status_code == 204
    assert Client().get(share.json()["url"]).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_other_pages_are_told_of_changes_and_of_what_is_gone(
    send: Send, owner: User, conversation: Conversation, valkey: Any
) -> None:
    with valkey.pubsub(ignore_subscribe_messages=True) as told:
        told.subscribe(f"user:{owner.pk}")
        told.get_message(timeout=1)
        send("PATCH", f"conversations/{conversation.pk}", {"title": "New"})
        assert told.get_message(timeout=5)["data"] == '{"type": "changed", "deleted": [], "removed": []}'
        send("DELETE", f"conversations/{conversation.pk}")
        assert str(conversation.pk) in told.get_message(timeout=5)["data"]
