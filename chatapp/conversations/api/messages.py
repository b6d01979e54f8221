"""One message: what its person thinks of it, how it came about, and deleting it."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema
from pydantic import Field

from chatapp.errors import NotFound
from chatapp.runs.details import details

from .. import feedback, present, removing, selectors
from ..telling import tell

router = Router()


class Word(Schema):
    """`reasons` that are not known are passed over."""

    value: Literal["up", "down"]
    reasons: list[str] = Field(default_factory=list, max_length=20)
    text: str = ""


@router.put("/messages/{uuid:id}/feedback")
def judge(request: HttpRequest, id: UUID, word: Word) -> dict[str, Any]:
    """A thumb up or down on an answer, instead of the one before."""
    answer = selectors.get_answer(request.user, id)
    return present.feedback(
        feedback.give(answer=answer, value=word.value, reasons=word.reasons, text=word.text)
    )


@router.delete("/messages/{uuid:id}/feedback", response={204: None})
def take_back(request: HttpRequest, id: UUID) -> None:
    """No thumb any more."""
    feedback.take_back(answer=selectors.get_answer(request.user, id))


@router.get("/messages/{uuid:id}/details")
def about(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """What an answer took; its cost for staff, and for everybody where the operator says so."""
    run = getattr(selectors.get_answer(request.user, id), "run", None)
    if run is None:
        raise NotFound(_("This answer was not made here."))
    return details(run=run, with_cost=settings.SHOW_COST or request.user.is_staff)


@router.delete("/messages/{uuid:id}")
def remove(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """Delete a message with all that follows it; `deleted` are their ids."""
    message = selectors.get_message(request.user, id)
    gone = removing.remove(message=message)
    tell(request.user, removed=gone)
    return {"deleted": [str(each) for each in gone]}
