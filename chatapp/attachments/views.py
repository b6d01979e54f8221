"""The bytes of a person's own files: to keep, or a picture to look at. Nothing in them can act on this site."""

from __future__ import annotations

from pathlib import PurePath
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from chatapp.errors import NotFound

from . import storage
from .models import Attachment
from .selectors import get_attachment

SHOWN = ("image/png", "image/jpeg")  # what pictures are made anew as
POLICY = "default-src 'none'; sandbox"
WEEK = 7 * 24 * 60 * 60


@require_GET
@login_required
@cache_control(private=True, no_store=True)
def download(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """The file, to be kept and never to be shown by the browser."""
    row = _own(request, attachment_id)
    response = _sent(row, row.mime if row.mime in SHOWN else "application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=_named(row))
    return response


@require_GET
@login_required
@cache_control(private=True, max_age=WEEK, immutable=True)
def picture(request: HttpRequest, attachment_id: UUID) -> HttpResponse:
    """A picture that was made anew here."""
    row = _own(request, attachment_id)
    if row.kind != Attachment.Kind.IMAGE or row.mime not in SHOWN:
        raise Http404
    response = _sent(row, row.mime)
    response["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=_named(row))
    return response


def _own(request: HttpRequest, id: UUID) -> Attachment:
    try:
        return get_attachment(request.user, id)
    except NotFound as error:
        raise Http404 from error


def _sent(row: Attachment, content_type: str) -> HttpResponse:
    try:
        data = storage.read(row.file)
    except FileNotFoundError as error:
        raise Http404 from error
    response = HttpResponse(data, content_type=content_type)
    response["Content-Security-Policy"] = POLICY
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def _named(row: Attachment) -> str:
    """Its name; of a picture with the ending of what it was made anew as."""
    ending = {"image/png": ".png", "image/jpeg": ".jpg"}.get(row.mime, "")
    fits = row.name.lower().endswith((".jpeg", ending) if ending == ".jpg" else ending)
    return row.name if fits else PurePath(row.name).stem + ending
