"""The JSON API of the page: what is not live. Session cookie; writes need the CSRF header."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.security import django_auth
from pydantic import AwareDatetime, Field

from billing import accounts, quota
from chatapp.conversations import present, selectors, services
from chatapp.errors import NotFound, RequestError
from chatapp.runs import engines, log
from chatapp.runs.models import Run
from chatapp.runs.store import load_entries

api = NinjaAPI(title="Fragaria", version="1", auth=django_auth, docs_url=None, urls_namespace="api")
MOST = 100
# Databases shift a moment to UTC, which the first and last days of the calendar do not survive.
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(1970, 1, 1, tzinfo=UTC), lt=datetime(9000, 1, 1, tzinfo=UTC))
]


class Title(Schema):
    title: str


@api.exception_handler(RequestError)
def refuse(request: HttpRequest, error: RequestError) -> HttpResponse:
    status = 404 if isinstance(error, NotFound) else 400
    return api.create_response(request, {"code": error.code, "message": error.message}, status=status)


@api.get("/me")
def me(request: HttpRequest) -> dict[str, Any]:
    """Who is signed in, what they may use, and which models answer."""
    return {
        "user": {"email": request.user.email, "name": request.user.name},
        "allowance": allowance(request),
        "models": engines.labels(engines.named()),
    }


@api.get("/allowance")
def allowance(request: HttpRequest) -> dict[str, Any]:
    """What is left of the person's own plan."""
    account = accounts.account_for(user_id=request.user.pk)
    return quota.allowance(account=account, user_id=request.user.pk).as_dict()


@api.get("/conversations")
def conversations(request: HttpRequest, before: Moment | None = None, limit: int = 50) -> dict[str, Any]:
    """The history, newest first."""
    rows, more = selectors.recent(request.user, before=before, limit=max(1, min(limit, MOST)))
    return {"items": [present.conversation(row) for row in rows], "more": more}


@api.get("/conversations/{id}")
def conversation(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """One conversation with all its messages."""
    row = selectors.get_conversation(request.user, id)
    return present.conversation(row) | {"messages": [present.message(m) for m in selectors.messages(row)]}


@api.patch("/conversations/{id}")
def rename(request: HttpRequest, id: UUID, title: Title) -> dict[str, Any]:
    """Change the title."""
    row = selectors.get_conversation(request.user, id)
    services.rename(conversation=row, title=title.title)
    return present.conversation(row)


@api.delete("/conversations/{id}", response={204: None})
def delete(request: HttpRequest, id: UUID) -> None:
    """Delete the conversation and stop what runs in it."""
    services.delete(conversation=selectors.get_conversation(request.user, id))


@api.get("/runs/{id}/events")
def events(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """The stored log of an answer, for looking at its thinking later."""
    run = Run.objects.select_related("answer").filter(pk=id, user=request.user).first()
    if run is None:
        raise NotFound("This answer does not exist.")
    written = run.answer.text if run.answer and run.status not in Run.OPEN else run.checkpoint
    return {"entries": [log.entry_json(entry) for entry in load_entries(run)], "answer": written}
