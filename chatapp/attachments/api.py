"""What the page asks of files over HTTP (docs/protocol.md). Their bytes come from views.py."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import File, Router, Status
from ninja.files import UploadedFile

from . import present, selectors, services

router = Router()
PREVIEW = 100_000  # characters


@router.get("/attachments")
def unsent(request: HttpRequest) -> dict[str, Any]:
    """What the person has uploaded and not sent yet."""
    return {"items": [present.attachment(row) for row in selectors.unsent(request.user)]}


@router.post("/attachments", response={201: dict[str, Any]})
def upload(request: HttpRequest, file: UploadedFile = File(...)) -> Status[dict[str, Any]]:  # noqa: B008
    """Take one file in, for a message that is still to be sent."""
    return Status(201, present.attachment(services.store(user=request.user, file=file)))


@router.get("/attachments/{uuid:id}/text")
def text(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """The beginning of what was read out of a file, for looking at it."""
    row = selectors.get_attachment(request.user, id)
    shown = present.attachment(row)
    return shown | {"text": row.text[:PREVIEW], "more": row.truncated or len(row.text) > PREVIEW}


@router.delete("/attachments/{uuid:id}", response={204: None})
def take_back(request: HttpRequest, id: UUID) -> None:
    """Remove a file that was not sent."""
    services.take_back(attachment=selectors.get_attachment(request.user, id))
