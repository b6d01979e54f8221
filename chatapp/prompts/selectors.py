"""Reads of saved prompts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.errors import NotFound

from .models import SavedPrompt


def prompts(user: User) -> QuerySet[SavedPrompt]:
    """The person's prompts by name."""
    return SavedPrompt.objects.filter(user=user)


def get_prompt(user: User, id: UUID) -> SavedPrompt:
    """One of the person's prompts. Raises NotFound."""
    found = prompts(user).filter(pk=id).first()
    if found is None:
        raise NotFound(_("This prompt does not exist any more."))
    return found


def shown(prompt: SavedPrompt) -> dict[str, Any]:
    """A prompt as the page gets it."""
    return {"id": str(prompt.pk), "name": prompt.name, "text": prompt.text}
