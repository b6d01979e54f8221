"""Pinning, archiving, moving, reading; one or many."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from chatapp.accounts.models import User
from chatapp.conversations import filing, projects, selectors
from chatapp.conversations.models import Conversation, Project
from chatapp.errors import RequestError
from chatapp.runs.models import Run

pytestmark = pytest.mark.django_db
Say = Callable[..., tuple]


@pytest.fixture
def project(owner: User) -> Project:
    return projects.create(user=owner, name="Birds")


def history(user: User) -> list[Conversation]:
    return selectors.recent(user).rows


def test_what_is_pinned_stands_above_the_history_and_not_in_it(
    owner: User, conversation: Conversation
) -> None:
    filing.pin(conversation=conversation, pinned=True)
    assert (selectors.pinned(owner), history(owner)) == ([conversation], [])
    filing.pin(conversation=conversation, pinned=False)
    assert (selectors.pinned(owner), history(owner)) == ([], [conversation])


def test_only_so_many_are_pinned(
    owner: User, say: Say, conversation: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selectors, "MOST_PINNED", 1)
    filing.pin(conversation=conversation, pinned=True)
    filing.pin(conversation=conversation, pinned=True)
    with pytest.raises(RequestError, match="At most 1"):
        filing.pin(conversation=say()[0], pinned=True)


def test_what_is_archived_is_only_in_the_archive_until_a_question_comes(
    owner: User, say: Say, conversation: Conversation
) -> None:
    filing.pin(conversation=conversation, pinned=True)
    filing.archive(conversation=conversation, archived=True)
    assert (selectors.pinned(owner), history(owner)) == ([], [])
    assert selectors.recent(owner, view="archived").rows == [conversation]
    say("And the martins?", conversation=conversation)
    assert history(owner) == [conversation]


def test_a_project_has_its_conversations_and_the_history_the_others(
    owner: User, say: Say, project: Project, conversation: Conversation
) -> None:
    other = say()[0]
    filing.move(conversation=conversation, project=project)
    assert selectors.recent(owner, project=project).rows == [conversation]
    assert history(owner) == [other]
    filing.move(conversation=conversation, project=None)
    assert history(owner) == [other, conversation]


def test_an_answer_that_ended_since_the_last_look_is_unread(owner: User, conversation: Conversation) -> None:
    Run.objects.create(
        user=owner, conversation=conversation, client_id="12345678", status="succeeded",
        finished_at=timezone.now() + timedelta(seconds=1),
    )  # fmt: skip
    assert history(owner)[0].unread is True
    Run.objects.update(finished_at=timezone.now() - timedelta(seconds=1))
    filing.mark_read(conversation=conversation)
    assert history(owner)[0].unread is False


@pytest.mark.parametrize("action", ["archive", "unarchive", "move", "delete"])
def test_many_are_changed_at_once_and_only_ones_own(
    owner: User, outsider: User, say: Say, project: Project, action: str
) -> None:
    mine = [say(str(number))[0].pk for number in range(3)]
    done = filing.change_many(user=owner, ids=[*mine, uuid.uuid4()], action=action, project=project)
    assert set(done) == set(mine)
    assert filing.change_many(user=outsider, ids=mine, action=action) == []
    rows = Conversation.objects.filter(pk__in=mine)
    assert rows.count() == (0 if action == "delete" else 3)
    assert all(row.archived is (action == "archive") for row in rows)
    assert all((row.project == project) is (action == "move") for row in rows)


def test_too_many_at_once_are_refused(owner: User) -> None:
    with pytest.raises(RequestError, match="At most"):
        filing.change_many(user=owner, ids=[uuid.uuid4()] * (filing.MOST_AT_ONCE + 1), action="delete")


@pytest.mark.parametrize("name", ["", "  \n ", "\x00", "x" * 101])
def test_a_project_needs_a_name_of_a_fitting_length(owner: User, name: str) -> None:
    with pytest.raises(RequestError):
        projects.create(user=owner, name=name)


def test_instructions_have_a_limit_that_is_named(owner: User, project: Project) -> None:
    projects.change(project=project, instructions="  Answer in verse.\r\n ")
    project.refresh_from_db()
    assert (project.name, project.instructions) == ("Birds", "Answer in verse.")
    with pytest.raises(RequestError, match="4,000"):
        projects.change(project=project, instructions="x" * 4001)


@pytest.mark.parametrize("with_conversations", [False, True])
def test_deleting_a_project_keeps_its_conversations_or_deletes_them(
    owner: User, project: Project, conversation: Conversation, with_conversations: bool
) -> None:
    filing.move(conversation=conversation, project=project)
    projects.delete(project=project, with_conversations=with_conversations)
    assert history(owner) == ([] if with_conversations else [conversation])


def test_the_projects_instructions_are_told_to_the_model_with_every_question(
    owner: User, project: Project, ask: Callable[..., Run]
) -> None:
    projects.change(project=project, instructions="Answer in verse.")
    run = ask("One")
    assert all(turn["role"] != "system" for turn in run.input["turns"])
    filing.move(conversation=run.conversation, project=project)
    told = ask("Two", conversation_id=run.conversation_id).input["turns"][0]
    assert told["role"] == "system"
    assert told["text"].endswith("Answer in verse.")
