"""Writes of saved prompts."""

from __future__ import annotations

import re

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.accounts.models import User
from chatapp.conversations.services import storable, storable_lines
from chatapp.errors import BadText, RequestError

from .models import SavedPrompt

MOST = 100
LONGEST_NAME = 40
LONGEST_TEXT = 10_000  # characters
_GAPS = re.compile(r"[\s_-]+")
_NAME = re.compile(r"\w+(-\w+)*")


@transaction.atomic
def create(*, user: User, name: str, text: str) -> SavedPrompt:
    """A new prompt. Raises BadText (name or text), RequestError name_taken or too_many."""
    name, text = clean_name(name), clean_text(text)
    own = _locked(user)
    if own.filter(name=name).exists():
        raise _taken(name)
    if own.count() >= MOST:
        raise RequestError(
            _("You have %(most)s saved prompts, as many as there can be. Delete one first.") % {"most": MOST},
            code="too_many",
        )
    return SavedPrompt.objects.create(user=user, name=name, text=text)


@transaction.atomic
def change(*, prompt: SavedPrompt, name: str | None = None, text: str | None = None) -> SavedPrompt:
    """Another name, another text. Raises what `create` raises, but too_many."""
    name = prompt.name if name is None else clean_name(name)
    text = prompt.text if text is None else clean_text(text)
    own = _locked(prompt.user)
    if own.exclude(pk=prompt.pk).filter(name=name).exists():
        raise _taken(name)
    prompt.name, prompt.text, prompt.updated_at = name, text, timezone.now()
    own.filter(pk=prompt.pk).update(name=name, text=text, updated_at=prompt.updated_at)
    return prompt


def delete(*, prompt: SavedPrompt) -> None:
    """Forget the prompt."""
    prompt.delete()


def clean_name(name: str) -> str:
    """The name in small letters, with one hyphen for each gap and without a slash before it. Raises BadText."""
    name = _GAPS.sub("-", storable(name).strip().lstrip("/").lower()).strip("-")
    if not name:
        raise BadText(_("A prompt needs a name, for example “summary”."))
    if len(name) > LONGEST_NAME:
        raise BadText(
            _("A prompt's name has at most %(longest)s characters.") % {"longest": LONGEST_NAME},
            code="too_long",
        )
    if not _NAME.fullmatch(name):
        raise BadText(_("A prompt's name has letters, digits and hyphens only."), code="bad_name")
    return name


def clean_text(text: str) -> str:
    """The text as it is stored. Raises BadText."""
    text = storable_lines(text).strip()
    if not text:
        raise BadText(_("A prompt needs a text."))
    if len(text) > LONGEST_TEXT:
        raise BadText(
            _("This prompt has %(length)s characters; at most %(longest)s fit.")
            % {"length": f"{len(text):,}", "longest": f"{LONGEST_TEXT:,}"},
            code="too_long",
        )
    return text


def _locked(user: User) -> QuerySet[SavedPrompt]:
    # Of two equal names at once, and of two hundredth prompts, one waits here for the other.
    User.objects.select_for_update().only("pk").get(pk=user.pk)
    return SavedPrompt.objects.filter(user=user)


def _taken(name: str) -> RequestError:
    return RequestError(
        _("You have a prompt named /%(name)s already. Choose another name.") % {"name": name},
        code="name_taken",
    )
