"""A conversation from elsewhere, in the form that both readers bring it to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from django.utils.translation import gettext as _

from ..services import storable
from . import limits

Role = Literal["user", "assistant"]
_FIRST = datetime(1990, 1, 1, tzinfo=UTC)


@dataclass(slots=True)
class Said:
    """One message. `parent` is its place in the conversation's list, None for a first one."""

    role: Role
    text: str
    parent: int | None
    at: datetime


@dataclass(slots=True)
class Taken:
    """One conversation. `cut` says how many messages, or ends of messages, were over a limit."""

    source: str
    id: str
    title: str
    created_at: datetime
    updated_at: datetime
    messages: list[Said] = field(default_factory=list)
    cut: int = 0

    def add(self, role: Role, text: str, parent: int | None, at: datetime | None) -> int | None:
        """Put a message at the end; returns its place, None where the conversation is full."""
        if len(self.messages) >= limits.MESSAGES:
            self.cut += 1
            return None
        text = self._fitting(text)
        above = self.messages[parent].at if parent is not None else self.created_at
        # A branch is ordered by its moments: a message is never older than the one it follows.
        moment = max(at or above, above + timedelta(milliseconds=1 if parent is not None else 0))
        self.messages.append(Said(role, text, parent, moment))
        return len(self.messages) - 1

    def extend(self, place: int, text: str) -> int:
        """Let the message at `place` go on with `text`; returns the place."""
        self.messages[place].text = self._fitting(f"{self.messages[place].text}\n\n{text}")
        return place

    def _fitting(self, text: str) -> str:
        if len(text) > limits.TEXT:
            self.cut += 1
        return text[: limits.TEXT]


def clean(text: object) -> str:
    """`text` as it is stored; empty where it is none."""
    return storable(text.replace("\r\n", "\n")).strip("\n") if isinstance(text, str) else ""


def title_of(value: object, messages: Iterable[Said]) -> str:
    """The title on one line, or what the first question begins with."""
    title = " ".join(clean(value).split())
    if not title:
        title = " ".join(next((message.text for message in messages if message.role == "user"), "").split())[
            :60
        ]
    return title[: limits.TITLE] or _("Untitled")


def moment(value: Any, now: datetime) -> datetime | None:
    """Unix seconds or ISO 8601, if it is a moment between 1990 and now."""
    try:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            found = datetime.fromtimestamp(value, UTC)
        else:
            found = datetime.fromisoformat(value)
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
        return found.astimezone(UTC) if _FIRST <= found <= now else None
    except (TypeError, ValueError, OverflowError, OSError):
        return None
