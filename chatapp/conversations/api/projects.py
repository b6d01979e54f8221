"""Projects: listed, made, changed, deleted."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status
from pydantic import model_validator

from .. import present, projects, selectors
from ..telling import tell

router = Router()


class NewProject(Schema):
    name: str
    instructions: str = ""


class ProjectChange(Schema):
    name: str = ""
    instructions: str = ""

    @model_validator(mode="after")
    def says_something(self) -> ProjectChange:
        if not self.model_fields_set:
            raise ValueError("name at least one of name, instructions")
        return self


@router.get("/projects")
def listing(request: HttpRequest) -> dict[str, Any]:
    """The person's projects by name."""
    return {"items": [present.project(row) for row in selectors.projects(request.user)]}


@router.post("/projects", response={201: dict[str, Any]})
def create(request: HttpRequest, wanted: NewProject) -> Status[dict[str, Any]]:
    """A new project."""
    row = projects.create(user=request.user, name=wanted.name, instructions=wanted.instructions)
    tell(request.user)
    return Status(201, present.project(row))


@router.patch("/projects/{uuid:id}")
def change(request: HttpRequest, id: UUID, wanted: ProjectChange) -> dict[str, Any]:
    """Another name or other instructions."""
    row = selectors.get_project(request.user, id)
    projects.change(
        project=row,
        name=wanted.name if "name" in wanted.model_fields_set else None,
        instructions=wanted.instructions if "instructions" in wanted.model_fields_set else None,
    )
    tell(request.user)
    return present.project(row)


@router.delete("/projects/{uuid:id}", response={204: None})
def delete(request: HttpRequest, id: UUID, conversations: Literal["keep", "delete"]) -> None:
    """Delete the project; its conversations go back to the history (`keep`) or go with it (`delete`)."""
    row = selectors.get_project(request.user, id)
    gone = list(row.conversations.values_list("pk", flat=True)) if conversations == "delete" else []
    projects.delete(project=row, with_conversations=conversations == "delete")
    tell(request.user, deleted=gone)
