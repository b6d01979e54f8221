"""Writes of projects."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

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
        raise RequestError(_("There can be at most {most} projects. Delete one first.").format(most=MOST))
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
        raise BadText(_("A project needs a name."))
    if len(name) > LONGEST_NAME:
        raise BadText(
            _("A project's name has at most {most} characters.").format(most=LONGEST_NAME),
            code="too_long",
        )
    return name


def clean_instructions(text: str) -> str:
    """The instructions as they are stored. Raises BadText."""
    text = services.storable_lines(text).strip()
    if len(text) > LONGEST_INSTRUCTIONS:
        raise BadText(
            _("These instructions have {length} characters; at most {most} fit.").format(
                length=f"{len(text):,}", most=f"{LONGEST_INSTRUCTIONS:,}"
            ),
            code="too_long",
        )
    return text
