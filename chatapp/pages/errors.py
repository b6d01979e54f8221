"""What is shown when nothing is there, or something broke: a page for people, JSON for the API."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

# As proxies write it; anything else is not repeated on a page.
REQUEST_ID = re.compile(r"[\w.:-]{4,64}", re.ASCII)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404, which says the same of what is not there and of what is another person's."""
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "not_found", "message": _("There is nothing here.")}, status=404)
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without asking the database or the session: they may be what failed."""
    if request.path.startswith("/api/"):
        message = _("Something went wrong here. Please try again.")
        return JsonResponse({"code": "internal", "message": message}, status=500)
    named = REQUEST_ID.fullmatch(request.headers.get("X-Request-ID", ""))
    shown = {"request_id": named[0] if named else "", "can_retry": request.method == "GET"}
    return HttpResponse(loader.get_template("500.html").render(shown), status=500)
