"""What stands under a shared link, for whoever has it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from chatapp.errors import NotFound
from chatapp.runs.disclosure import shows_all

from .. import sharing


@require_GET
@never_cache
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A conversation to read, without a word about any account."""
    try:
        row = sharing.read(token)
    except NotFound as error:
        raise Http404 from error
    # boot.js reads the same element as on the chat page.
    boot = {"shared": sharing.shown(row), "thoughts": "full" if shows_all() else "summary"}
    response = render(request, "conversations/shared.html", {"share": row, "boot": boot})
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"  # the address is the key
    return response


@require_GET
@never_cache
def log(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """The log of a shared thought, for its replay."""
    try:
        found = sharing.log(token, number)
    except NotFound as error:
        raise Http404 from error
    response = JsonResponse(found)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
