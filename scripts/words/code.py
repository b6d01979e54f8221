"""What the code says to people: every text that goes through translation, with the files that say it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from ..console import ROOT
from . import javascript
from .javascript import Unusable as Unusable

FOLDERS = ("chatapp", "billing", "workers")
PYTHON = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
}
_COMMENT = re.compile(r"\{#.*?#\}")


@dataclass(slots=True)
class Word:
    """One text: `one` is its key, `many` the plural's English; `files` say it."""

    one: str
    many: str | None = None
    files: set[str] = field(default_factory=set)


def words() -> dict[str, Word]:
    """All texts by their English. Raises Unusable."""
    found: dict[str, Word] = {}
    for path, one, many in _said():
        word = found.setdefault(one, Word(one))
        if word.many and many and word.many != many:
            raise Unusable(f"{path.name}: {one!r} has two plurals, {word.many!r} and {many!r}.")
        word.many = word.many or many
        word.files.add(path.relative_to(ROOT).as_posix())
    return found


def _said() -> Iterator[tuple[Path, str, str | None]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            source = path.read_text()
            if "gettext" in source:
                yield from ((path, *each) for each in in_python(source))
        for path in sorted((ROOT / folder).rglob("templates/**/*.*")):
            yield from ((path, *each) for each in in_template(path.read_text()))
    for path in javascript.modules():
        yield from ((path, *each) for each in javascript.texts(path.read_text(), path.name))


def in_python(source: str) -> Iterator[tuple[str, str | None]]:
    """(text, its plural or None) of each call of gettext and its kin."""
    for _, _, said, _ in extract_python(BytesIO(source.encode()), PYTHON, (), {"encoding": "utf-8"}):
        # What is looked up by a name stands as a literal elsewhere.
        if isinstance(said, str) and said:
            yield said, None
        elif isinstance(said, tuple) and said[0]:
            yield said[0], said[1]


def in_template(source: str) -> Iterator[tuple[str, str | None]]:
    """(text, its plural or None) of each translate and blocktranslate tag."""
    lines = templatize(_COMMENT.sub("", source)).splitlines()
    yield from in_python("\n".join(line.lstrip() for line in lines))
