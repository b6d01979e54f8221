"""Saved prompts over HTTP (docs/protocol.md)."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from . import selectors, services

router = Router()


class NewPrompt(Schema):
    name: str
    text: str


class PromptChange(Schema):
    name: str | None = None
    text: str | None = None


@router.get("/prompts")
def listing(request: HttpRequest) -> dict[str, Any]:
    """The person's saved prompts by name."""
    return {"items": [selectors.shown(prompt) for prompt in selectors.prompts(request.user)]}


@router.post("/prompts", response={201: dict[str, Any]})
def create(request: HttpRequest, wanted: NewPrompt) -> Status[dict[str, Any]]:
    """A new prompt."""
    prompt = services.create(user=request.user, name=wanted.name, text=wanted.text)
    return Status(201, selectors.shown(prompt))


@router.patch("/prompts/{uuid:id}")
def change(request: HttpRequest, id: UUID, wanted: PromptChange) -> dict[str, Any]:
    """Another name or another text."""
    prompt = selectors.get_prompt(request.user, id)
    return selectors.shown(services.change(prompt=prompt, name=wanted.name, text=wanted.text))


@router.delete("/prompts/{uuid:id}", response={204: None})
def delete(request: HttpRequest, id: UUID) -> None:
    """Delete the prompt."""
    services.delete(prompt=selectors.get_prompt(request.user, id))
