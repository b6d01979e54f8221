"""Reporting a shared page, for whoever has its link. A page of its own: what is shared needs no cookie to be read."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from chatapp.conversations import sharing
from chatapp.errors import NotFound, RequestError

from .. import blocked, reporting
from ..words import OF_PAGES
from . import forms


@require_http_methods(["GET", "POST"])
@never_cache
def report(request: HttpRequest, token: str) -> HttpResponse:
    """The form, and thanks for it."""
    try:
        share = sharing.read(token)
    except NotFound as error:
        raise Http404 from error
    context = {
        "token": token,
        "reasons": OF_PAGES.items(),
        "longest": reporting.LONGEST,
        "typed": request.POST,
    }
    if request.method == "GET":
        return _render(request, context)
    try:
        reporting.report_page(
            share=share,
            reason=forms.text(request, "reason", 20),
            text=forms.text(request, "text", 20_000),
            client=blocked.client_of(request),
        )
    except RequestError as error:
        status = 429 if error.code == "busy" else 400
        return _render(request, context | {"problem": error.message}, status)
    return _render(request, context | {"is_done": True})


def _render(request: HttpRequest, context: dict[str, object], status: int = 200) -> HttpResponse:
    response = render(request, "moderation/report_page.html", context, status=status)
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response
