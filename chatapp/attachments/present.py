"""How files look on the wire (docs/protocol.md)."""

from __future__ import annotations

from typing import Any

from . import words
from .models import Attachment

FACTS = ("size", "pages", "rows", "width", "height")


def attachment(row: Attachment) -> dict[str, Any]:
    """A file as its person sees it."""
    facts = {fact: getattr(row, fact) for fact in FACTS}
    return {
        "id": str(row.pk),
        "name": row.name,
        "kind": row.kind,
        **facts,
        "note": words.note(row.note, truncated=row.truncated),
    }


def part(row: Attachment) -> dict[str, Any]:
    """A file as a part of its message: what a page shows without asking for the row."""
    facts = {fact: value for fact in FACTS if (value := getattr(row, fact))}
    return {
        "type": "image" if row.kind == Attachment.Kind.IMAGE else "file",
        "attachment": str(row.pk),
        "name": row.name,
        "kind": row.kind,
        **facts,
    }


def of_part(told: dict[str, Any]) -> dict[str, Any]:
    """A part of a message as its file looks on the wire."""
    facts = {fact: told.get(fact, 0) for fact in FACTS}
    return {"id": told["attachment"], "name": told["name"], "kind": told["kind"], **facts, "note": ""}
