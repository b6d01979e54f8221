"""The JSON API of the page: what is not live. Session cookie; writes need the CSRF header."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.security import django_auth

from billing import quota
from billing.paying import payer_for
from chatapp.accounts.preferences.api import router as preferences
from chatapp.attachments.api import router as attachments
from chatapp.conversations import selectors
from chatapp.conversations.api import router as conversations
from chatapp.errors import NotFound, RequestError
from chatapp.prompts.api import router as prompts
from chatapp.runs import choosing, disclosure, log, roster
from chatapp.runs.models import Run
from chatapp.runs.store import load_entries
from chatapp.teams.api import router as payers

api = NinjaAPI(title="Fragaria", version="1", auth=django_auth, docs_url=None, urls_namespace="api")
api.add_router("", conversations)
api.add_router("", payers)
api.add_router("", attachments)
api.add_router("", preferences)
api.add_router("", prompts)


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
        "models": roster.labels(),
        "choices": choosing.offered(),
    }


@api.get("/allowance")
def allowance(request: HttpRequest, conversation: UUID | None = None) -> dict[str, Any]:
    """What is left of the plan that pays for a conversation, or for a new one."""
    if conversation is None:
        account = payer_for(request.user.pk)
    else:
        account = selectors.get_conversation(request.user, conversation).account
    return quota.allowance(account=account, user_id=request.user.pk).as_dict()


@api.get("/runs/{id}/events")
def events(request: HttpRequest, id: UUID) -> dict[str, Any]:
    """The stored log of an answer, for looking at its thinking later."""
    run = Run.objects.select_related("answer").filter(pk=id, user=request.user).first()
    if run is None:
        raise NotFound(_("This answer does not exist."))
    written = run.answer.text if run.answer and run.status not in Run.OPEN else run.checkpoint
    entries = [disclosure.shown_entry(log.entry_json(entry)) for entry in load_entries(run)]
    return {"entries": entries, "answer": written}
