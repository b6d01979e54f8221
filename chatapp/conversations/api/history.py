"""Conversations: listed, opened, changed, forked, deleted; one or many."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema, Status
from pydantic import Field, model_validator

from chatapp.errors import RequestError
from chatapp.keyset import Place

from .. import beginning, filing, forking, present, selectors, services
from ..telling import tell

router = Router()
MOST = 100


class Beginning(Schema):
    project: UUID | None = None
    temporary: bool = False


class Change(Schema):
    """What is named is changed; `project` null moves out of any."""

    title: str = ""
    pinned: bool = False
    archived: bool = False
    project: UUID | None = None

    @model_validator(mode="after")
    def says_something(self) -> Change:
        if not self.model_fields_set:
            raise ValueError("name at least one of title, pinned, archived, project")
        return self


class Many(Schema):
    ids: list[UUID] = Field(min_length=1, max_length=filing.MOST_AT_ONCE)
    action: Literal["archive", "unarchive", "move", "delete"]
    project: UUID | None = None


class ForkAt(Schema):
    message: UUID


@router.get("/conversations")
def conversations(
    request: HttpRequest,
    after: str = "",
    limit: int = 50,
    view: selectors.View = "history",
    project: UUID | None = None,
) -> dict[str, Any]:
    """The history, newest first; its first page comes with what is pinned. Or what is archived, or a project's.

    `next` is what the page after it is asked for as `after`; "" where there is none.
    """
    if after and Place.read(after) is None:
        raise RequestError(_("This list cannot be continued from there. Reload the page."))
    within = selectors.get_project(request.user, project) if project else None
    page = selectors.recent(
        request.user, after=after, limit=max(1, min(limit, MOST)), view=view, project=within
    )
    first = view == "history" and within is None and not after
    above = selectors.pinned(request.user) if first else []
    return {
        "items": [present.conversation(row) for row in page.rows],
        "pinned": [present.conversation(row) for row in above],
        "next": page.after,
    }


@router.post("/conversations", response={201: dict[str, Any]})
def begin(request: HttpRequest, wanted: Beginning) -> Status[dict[str, Any]]:
    """A conversation for a first question in a project, or for a temporary chat."""
    project = selectors.get_project(request.user, wanted.project) if wanted.project else None
    row = beginning.prepare(user=request.user, project=project, temporary=wanted.temporary)
    return Status(201, present.conversation(row))


@router.post("/conversations/many")
def change_many(request: HttpRequest, wanted: Many) -> dict[str, Any]:
    """Archive, unarchive, move or delete several; `done` are those that were there."""
    project = selectors.get_project(request.user, wanted.project) if wanted.project else None
    done = filing.change_many(user=request.user, ids=wanted.ids, action=wanted.action, project=project)
    tell(request.user, deleted=done if wanted.action == "delete" else ())
    return {"done": [str(id) for id in done]}


@router.get("/conversations/{uuid:id}")
def conversation(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """One conversation with all its messages."""
    row = selectors.get_conversation(request.user, id)
    return present.conversation(row) | {"messages": [present.message(m) for m in selectors.messages(row)]}


@router.patch("/conversations/{uuid:id}")
def change(request: HttpRequest, id: UUID, wanted: Change) -> dict[str, Any]:
    """Change the title, or where it is kept."""
    row = selectors.get_conversation(request.user, id)
    named = wanted.model_fields_set
    with transaction.atomic():
        if "project" in named:
            project = selectors.get_project(request.user, wanted.project) if wanted.project else None
            filing.move(conversation=row, project=project)
        if "title" in named:
            services.rename(conversation=row, title=wanted.title)
        if "archived" in named:
            filing.archive(conversation=row, archived=wanted.archived)
        if "pinned" in named:
            filing.pin(conversation=row, pinned=wanted.pinned)
    tell(request.user)
    return present.conversation(row)


@router.delete("/conversations/{uuid:id}", response={204: None})
def delete(request: HttpRequest, id: UUID) -> None:
    """Delete the conversation and stop what runs in it."""
    services.delete(conversation=selectors.get_conversation(request.user, id))
    tell(request.user, deleted=[id])


@router.put("/conversations/{uuid:id}/read", response={204: None})
def read(request: HttpRequest, id: UUID) -> None:
    """Its person looks at it; a temporary chat that was closed lives on."""
    row = selectors.get_conversation(request.user, id)
    filing.mark_read(conversation=row)
    beginning.reopen(conversation=row)


@router.post("/conversations/{uuid:id}/close", response={204: None})
def close(request: HttpRequest, id: UUID) -> None:
    """The page of a temporary chat was left."""
    beginning.close(conversation=selectors.get_conversation(request.user, id))


@router.post("/conversations/{uuid:id}/fork", response={201: dict[str, Any]})
def fork(request: HttpRequest, id: UUID, at: ForkAt) -> Status[dict[str, Any]]:
    """Go on from a message in a conversation of its own."""
    row = selectors.get_conversation(request.user, id)
    made = forking.fork(conversation=row, message_id=at.message)
    tell(request.user)
    return Status(201, present.conversation(made))
