"""What somebody typed into a form or an address, read; None where it is no such thing."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime


def whole_number(text: str, *, digits: int = 9) -> int | None:
    """A number from 0 on with so many digits at most."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def whole_id(text: str) -> uuid.UUID | None:
    """An id with or without hyphens."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def moment(text: str) -> datetime | None:
    """In UTC, as is a time that names no zone. A day alone is its beginning."""
    try:
        found = datetime.fromisoformat(text)
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
