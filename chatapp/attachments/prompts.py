"""Files as a model is shown them (reasoning/context.py), and pictures as it is sent them."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from uuid import UUID

from django.utils.translation import gettext as _

from reasoning.errors import EngineError
from reasoning.types import File, Image

from . import storage
from .models import Attachment

PATCH = 28  # pixels: what the usual models make one token of is a square of this side
AROUND = 16  # tokens that mark where a picture begins and ends


def file(row: Attachment) -> File:
    """The file as part of a question."""
    is_image = row.kind == Attachment.Kind.IMAGE
    image = Image(str(row.pk), _tokens(row)) if is_image else None
    return File(row.pk.hex, row.name, row.kind, row.text, row.pages, row.rows, row.truncated, image)


def files(rows: Sequence[Attachment]) -> tuple[File, ...]:
    """The files of a message."""
    return tuple(file(row) for row in rows)


def picture(id: str) -> str:
    """The picture that a stored question names, as a data URL. Raises EngineError where it cannot be read."""
    row = Attachment.objects.filter(pk=UUID(id)).only("file", "mime").first()
    try:
        if row is None:
            raise FileNotFoundError
        data = base64.b64encode(storage.read(row.file)).decode()
    except OSError as error:
        raise EngineError(
            _("A picture of this conversation could not be read. Attach it again, then ask once more."),
            retryable=False,
            code="no_file",
        ) from error
    return f"data:{row.mime};base64,{data}"


def _tokens(row: Attachment) -> int:
    return -(-row.width // PATCH) * -(-row.height // PATCH) + AROUND
