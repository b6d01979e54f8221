"""Conversations as files."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.db import connections
from django.test import AsyncClient, Client

from chatapp.accounts.models import User
from chatapp.conversations import beginning, exporting
from chatapp.conversations.models import Conversation, Message, text_parts

Say = Callable[..., tuple]


@pytest.fixture
def answered(say: Say) -> Conversation:
    conversation, _, answer = say("Where do the swallows go?")
    Message.objects.filter(pk=answer.pk).update(parts=text_parts("To **Zanzibar**."))
    return conversation


def whole(user: User, format: str) -> bytes:
    async def get() -> bytes:
        client = AsyncClient()
        await client.aforce_login(user)
        response = await client.get("/settings/data/export/", {"format": format})
        assert response.status_code == 200
        assert "attachment" in response["Content-Disposition"]
        whole = b"".join([part async for part in response.streaming_content])
        await sync_to_async(connections.close_all)()  # those of the thread that read the rows
        return whole

    return asyncio.run(get())


@pytest.mark.django_db
def test_one_conversation_as_markdown(
    owner: User, browser: Callable[[User], Client], answered: Conversation
) -> None:
    response = browser(owner).get(f"/chat/{answered.pk}/export/")
    assert response["Content-Type"].startswith("text/markdown")
    assert 'filename="Where do the swallows go.md"' in response["Content-Disposition"]
    text = response.content.decode()
    assert text.startswith("# Where do the swallows go?\n")
    assert "## Question\n\nWhere do the swallows go?\n\n## Answer\n\nTo **Zanzibar**." in text


@pytest.mark.django_db
def test_one_conversation_as_json_has_all_branches(
    owner: User, browser: Callable[[User], Client], answered: Conversation, say: Say
) -> None:
    root = answered.messages.get(parent=None)
    say("Where do they really go?", conversation=answered)
    data = browser(owner).get(f"/chat/{answered.pk}/export/?format=json").json()
    assert (data["title"], len(data["messages"])) == ("Where do the swallows go?", 4)
    assert data["messages"][1]["parent"] == str(root.pk)


@pytest.mark.django_db
def test_another_persons_conversation_and_unknown_formats_are_not_found(
    owner: User, stranger: User, browser: Callable[[User], Client], answered: Conversation
) -> None:
    path = f"/chat/{answered.pk}/export/"
    assert browser(stranger).get(path).status_code == 404
    assert browser(owner).get(path, {"format": "exe"}).status_code == 404
    assert Client().get(path).status_code == 302


@pytest.mark.django_db(transaction=True)
def test_all_conversations_as_json_and_as_a_zip_of_markdown(
    owner: User, outsider: User, answered: Conversation, say: Say
) -> None:
    say("../../etc/passwd: what is it?")
    beginning.prepare(user=owner, temporary=True)
    data: dict[str, Any] = json.loads(whole(owner, "json"))
    assert [row["title"] for row in data["conversations"]] == [
        "Where do the swallows go?",
        "../../etc/passwd: what is it?",
    ]
    with zipfile.ZipFile(io.BytesIO(whole(owner, "markdown"))) as packed:
        assert packed.testzip() is None
        assert len(packed.namelist()) == 2
        assert not any("/" in name or ".." in name for name in packed.namelist())
        assert "Zanzibar" in packed.read(packed.namelist()[0]).decode()
    assert json.loads(whole(outsider, "json"))["conversations"] == []
    assert zipfile.ZipFile(io.BytesIO(whole(outsider, "markdown"))).namelist() == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("a/b\\c:d", "a b c d.md"),
        ("..", "conversation.md"),
        ("", "conversation.md"),
        ("x" * 300, f"{'x' * 60}.md"),
        ("燕子 ✈ \n", "燕子.md"),
    ],
)
def test_a_file_name_is_one_that_every_system_takes(title: str, name: str) -> None:
    assert exporting.file_name(title, "md") == name
