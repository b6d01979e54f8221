"""Writes of projects."""

from __future__ import annotations

from django.db import transaction

from chatapp.accounts.models import User
from chatapp.errors import BadText, RequestError

from . import services
from .models import Conversation, Project

LONGEST_NAME = 100
LONGEST_INSTRUCTIONS = 4000  # characters: about an eighth of a context of 8,192 tokens
MOST = 200


def create(*, user: User, name: str, instructions: str = "") -> Project:
    """A new project. Raises BadText for a name that is empty or a text that is too long, RequestError for too many."""
    if Project.objects.filter(user=user).count() >= MOST:
        raise RequestError(f"There can be at most {MOST} projects. Delete one first.")
    return Project.objects.create(
        user=user, name=clean_name(name), instructions=clean_instructions(instructions)
    )


def change(*, project: Project, name: str | None = None, instructions: str | None = None) -> None:
    """Another name, other instructions: they count from the next question on. Raises BadText like `create`."""
    if name is not None:
        project.name = clean_name(name)
    if instructions is not None:
        project.instructions = clean_instructions(instructions)
    Project.objects.filter(pk=project.pk).update(name=project.name, instructions=project.instructions)


def delete(*, project: Project, with_conversations: bool) -> None:
    """Delete the project. Its conversations go back to the history, or are deleted too."""
    if with_conversations:
        for conversation in Conversation.objects.filter(project=project):
            services.delete(conversation=conversation)
    with transaction.atomic():
        project.delete()


def clean_name(name: str) -> str:
    """The name on one line. Raises BadText."""
    name = " ".join(services.storable(name).split())
    if not name:
        raise BadText("A project needs a name.")
    if len(name) > LONGEST_NAME:
        raise BadText(f"A project's name has at most {LONGEST_NAME} characters.", code="too_long")
    return name


def clean_instructions(text: str) -> str:
    """The instructions as they are stored. Raises BadText."""
    text = services.storable(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if len(text) > LONGEST_INSTRUCTIONS:
        raise BadText(
            f"These instructions have {len(text):,} characters; at most {LONGEST_INSTRUCTIONS:,} fit.",
            code="too_long",
        )
    return text
