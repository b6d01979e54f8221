"""Conversations as files: one or all of them out, those of other products in."""

from __future__ import annotations

import json
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from chatapp.errors import NotFound, RequestError
from chatapp.traces.selectors import allows

from .. import exporting, selectors, sharing
from ..importing import limits
from ..importing.services import begin

Response = TypeVar("Response", HttpResponse, StreamingHttpResponse)
SHOWN = 5
TYPES = {"markdown": "text/markdown; charset=utf-8", "json": "application/json"}


@require_GET
@login_required
@never_cache
def data(request: HttpRequest) -> HttpResponse:
    """Settings, Data: export, import, and the links that are out there."""
    context = {
        "imports": request.user.imports.all()[:SHOWN],
        "shares": sharing.shares(request.user),
        "most_mb": limits.UPLOAD // limits.MB,
        "allows_training": allows(request.user),
    }
    return render(request, "conversations/data.html", context)


@require_GET
@login_required
@never_cache
def export_one(request: HttpRequest, conversation_id: UUID) -> HttpResponse:
    """One conversation as a file: `format` markdown or json."""
    try:
        row = selectors.get_conversation(request.user, conversation_id)
    except NotFound as error:
        raise Http404 from error
    wanted = _format(request)
    if wanted == "json":
        body, ending = json.dumps(exporting.record(row), ensure_ascii=False, indent=1) + "\n", "json"
    else:
        body, ending = exporting.markdown(row), "md"
    return _as_file(HttpResponse(body, content_type=TYPES[wanted]), exporting.file_name(row.title, ending))


@require_GET
@login_required
@never_cache
def export_all(request: HttpRequest) -> StreamingHttpResponse:
    """All conversations: JSON in one file, Markdown as a zip with a file for each."""
    name = f"fragaria-{timezone.now():%Y-%m-%d}"
    if _format(request) == "json":
        response = StreamingHttpResponse(exporting.all_as_json(request.user), content_type=TYPES["json"])
        return _as_file(response, f"{name}.json")
    response = StreamingHttpResponse(exporting.all_as_markdown(request.user), content_type="application/zip")
    return _as_file(response, f"{name}.zip")


@require_POST
@login_required
def import_file(request: HttpRequest) -> HttpResponse:
    """Take in a file from elsewhere, now or soon."""
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
        return redirect("settings_data")
    try:
        begin(user=request.user, file=file)
    except RequestError as error:
        messages.error(request, error.message)
    return redirect("settings_data")


@require_POST
@login_required
def revoke(request: HttpRequest, share_id: UUID) -> HttpResponse:
    """A link leads nowhere from now on."""
    try:
        sharing.revoke(user=request.user, share_id=share_id)
    except NotFound as error:
        raise Http404 from error
    messages.success(request, _("The link leads nowhere from now on."))
    return redirect("settings_data")


def _format(request: HttpRequest) -> str:
    wanted = request.GET.get("format", "markdown")
    if wanted not in exporting.FORMATS:
        raise Http404
    return wanted


def _as_file(response: Response, name: str) -> Response:
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
