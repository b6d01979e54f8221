"""How much of files is taken. What an operator may change stands in the settings."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

MB = 1_000_000
A_MESSAGE = 10  # files
A_MINUTE = 60  # uploads of one person
UNSENT = 200  # files of one person
UNSENT_LIFE = timedelta(hours=24)
FRAME = 64_000  # bytes that a form puts around a file


def most_bytes() -> int:
    """Of one file."""
    return int(settings.MAX_UPLOAD * MB)


def most_stored() -> int:
    """Bytes of all files of one person."""
    return int(settings.ATTACHMENTS_QUOTA * MB)
