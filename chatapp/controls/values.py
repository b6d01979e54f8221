"""The values of controls, as they are stored and as they are read. A value that nobody can read says nothing.

An empty value, `{}`, is how everything stands before it is first changed, and after it was put back.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from django.conf import settings
from django.utils.dateparse import parse_datetime

Stored = dict[str, Any]
Level = Literal["info", "warn"]
OFF: Stored = {"off": True}


@dataclass(frozen=True, slots=True)
class Texts:
    """A text in one or several languages."""

    by_language: Mapping[str, str] = field(default_factory=dict)

    def best(self, language: str) -> tuple[str, str]:
        """The text for a reader of `language`, and the language that it is in: theirs, else English, else any.
        ("", "") where there is none."""
        for code in (language, settings.LANGUAGE_CODE, *self.by_language):
            if text := self.by_language.get(code, ""):
                return text, code
        return "", ""


@dataclass(frozen=True, slots=True)
class Maintenance:
    """The site is closed. `until` is when it is expected to open; it opens when somebody opens it."""

    texts: Texts = Texts()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """No answers of a mode are begun. `until` is when that is expected to end."""

    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Banner:
    """A line on every page; `number` is another one for each that was written."""

    number: int
    texts: Texts
    level: Level = "info"
    link: str = ""
    signed_in: bool = False
    begins: datetime | None = None
    ends: datetime | None = None

    def is_due(self, now: datetime) -> bool:
        return (self.begins is None or self.begins <= now) and (self.ends is None or now < self.ends)


def maintenance(value: Stored) -> Maintenance | None:
    if not value.get("on"):
        return None
    return Maintenance(_texts(value), _moment(value, "until"))


def pause(value: Stored) -> Pause | None:
    if not value.get("paused"):
        return None
    return Pause(_moment(value, "since"), _moment(value, "until"))


def banner(value: Stored, number: int) -> Banner | None:
    texts = _texts(value)
    if not texts.by_language:
        return None
    link = value.get("link", "")
    return Banner(
        number=number,
        texts=texts,
        level="warn" if value.get("level") == "warn" else "info",
        link=link if isinstance(link, str) and link.startswith("https://") else "",
        signed_in=bool(value.get("signed_in")),
        begins=_moment(value, "begins"),
        ends=_moment(value, "ends"),
    )


def _texts(value: Stored) -> Texts:
    told = value.get("texts")
    if not isinstance(told, dict):
        return Texts()
    return Texts({code: text for code, text in told.items() if isinstance(text, str) and text})


def _moment(value: Stored, name: str) -> datetime | None:
    told = value.get(name)
    try:
        found = parse_datetime(told) if isinstance(told, str) else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
