"""Preferences that the chat page changes itself (docs/protocol.md)."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import ConfigDict

from . import services
from .selectors import as_dict, preferences_of

router = Router()


class Change(Schema):
    model_config = ConfigDict(extra="forbid")

    theme: Literal["system", "light", "dark"] = "system"
    font_size: Literal["small", "normal", "large", "larger"] = "normal"
    send_key: Literal["enter", "mod-enter"] = "enter"
    notify_browser: bool = False


@router.get("/preferences")
def show(request: HttpRequest) -> dict[str, Any]:
    """All of them but the instructions."""
    return as_dict(preferences_of(request.user))


@router.patch("/preferences")
def change(request: HttpRequest, wanted: Change) -> dict[str, Any]:
    """Change those that are named."""
    return as_dict(services.change(user=request.user, **wanted.dict(exclude_unset=True)))
