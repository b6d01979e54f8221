"""The page's frames, validated: what is not of these shapes never gets further (docs/protocol.md)."""

from __future__ import annotations

import re
from typing import Annotated, Literal
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from chatapp.errors import RequestError
from reasoning.routing.effort import Effort

ID = Field(pattern=r"^[A-Za-z0-9_-]{8,64}$")
NUMBER = Field(ge=0, le=2**31)
_NAMED = re.compile(r'"(?:client_id|run)"\s*:\s*"([A-Za-z0-9_-]{1,64})')
NAMED_WITHIN = 500  # characters: a name in between is not looked for, however long the text


class Frame(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Send(Frame):
    type: Literal["send"]
    client_id: str = ID
    conversation: UUID | None = None
    parent: UUID | None = None
    question: UUID | None = None
    text: str
    mode: str = Field(max_length=40)
    effort: Effort = "standard"
    model: str = Field(default="", max_length=200)
    files: list[UUID] = Field(default=[], max_length=100)


class Watch(Frame):
    type: Literal["watch"]
    run: UUID
    attempt: int = NUMBER
    seq: int = NUMBER


class Unwatch(Frame):
    type: Literal["unwatch"]
    run: UUID


class Stop(Frame):
    type: Literal["stop"]
    run: UUID


class AnswerNow(Frame):
    type: Literal["answer_now"]
    run: UUID


class UseFast(Frame):
    type: Literal["use_fast"]
    run: UUID


class Ping(Frame):
    type: Literal["ping"]
    n: int = NUMBER


ClientFrame = Send | Watch | Unwatch | Stop | AnswerNow | UseFast | Ping
_adapter: TypeAdapter[ClientFrame] = TypeAdapter(Annotated[ClientFrame, Field(discriminator="type")])


def parse(text: str) -> ClientFrame:
    """The frame in `text`. Raises RequestError with code bad_frame or too_long, in words without the content."""
    if len(text) > 4 * settings.MAX_TEXT + 4096:
        raise RequestError(
            _("This message is too long; at most {most} characters can be sent.").format(
                most=f"{settings.MAX_TEXT:,}"
            ),
            code="too_long",
        )
    try:
        return _adapter.validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(str(part) for part in first["loc"]) or "frame"
        raise RequestError(f"{place}: {first['msg']}", code="bad_frame") from None


def reference(text: str) -> str | None:
    """The client_id or run that a broken frame names near its start or end, so that its sender can tell which
    one it was. The frame may be of any size and need not be JSON."""
    found = _NAMED.search(text[:NAMED_WITHIN]) or _NAMED.search(text[-NAMED_WITHIN:])
    return found[1] if found else None
