"""Links to conversations: made, listed, revoked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from .. import present, selectors, sharing

router = Router()


class NewShare(Schema):
    message: UUID
    with_thinking: bool = False


@router.post("/conversations/{uuid:id}/shares", response={201: dict[str, Any]})
def share(request: HttpRequest, id: UUID, wanted: NewShare) -> Status[dict[str, Any]]:
    """A link to what leads to a message."""
    row = selectors.get_conversation(request.user, id)
    made = sharing.share(conversation=row, message_id=wanted.message, with_thinking=wanted.with_thinking)
    return Status(201, present.share(made))


@router.get("/conversations/{uuid:id}/shares")
def shares(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """The links to one conversation, newest first."""
    row = selectors.get_conversation(request.user, id)
    return {"items": [present.share(each) for each in sharing.shares(request.user, row)]}


@router.delete("/shares/{uuid:id}", response={204: None})
def revoke(request: HttpRequest, id: UUID) -> None:
    """The link leads nowhere from now on."""
    sharing.revoke(user=request.user, share_id=id)
