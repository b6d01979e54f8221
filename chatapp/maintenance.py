"""Maintenance: people see a page that says so, staff and health checks pass, and answers that are being made finish.

Setting MAINTENANCE, or staff's switch (chatapp/controls). Pages that are open keep reading, so that a running answer
reaches its reader; what would write is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.controls import state
from chatapp.controls.site import language

RETRY_SECONDS = 300
LONGEST_RETRY = 3600  # an expected end is a guess: nobody stays away for it all day
# What others ask (health checks, payments, the browser for itself), and the ways for staff to sign in.
OPEN = (
    "/healthz",
    "/readyz",
    "/metrics",
    "/billing/webhook/",
    "/manifest.webmanifest",
    "/sw.js",
    "/offline/",
    "/accounts/",
    "/enter/",
    "/language/",
)
CLOSED = ("/accounts/signup/", "/accounts/sso/signup/")


def is_on() -> bool:
    """Whether the site is closed, by the setting or by staff. Asks no database."""
    return settings.MAINTENANCE or state.now().maintenance is not None


def is_closed_for(user: Any) -> bool:
    """Whether maintenance keeps this person out."""
    return is_on() and not getattr(user, "is_staff", False)


def said() -> tuple[str, str]:
    """What staff have said about it, and in which language; nothing where they have not."""
    closed = state.now().maintenance
    return closed.texts.best(language()) if closed else ("", "")


def until() -> datetime | None:
    """When it is expected to end, where staff have said so and it is still to come."""
    closed = state.now().maintenance
    return closed.until if closed and closed.until and closed.until > timezone.now() else None


def retry_seconds() -> int:
    """After how long it is worth coming again."""
    expected = until()
    if expected is None:
        return RETRY_SECONDS
    return int(min(max((expected - timezone.now()).total_seconds(), 30), LONGEST_RETRY))


def words() -> str:
    """What a person is told whose request is not served."""
    return _("This site is being maintained. What you have typed is kept: please try again in a few minutes.")


class MaintenanceMiddleware:
    """503 with Retry-After in place of pages and of whatever writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_on() or _passes(request) or not is_closed_for(_person(request)):
            return self.get_response(request)
        if request.path.startswith("/api/"):
            response: HttpResponse = JsonResponse({"code": "maintenance", "message": words()}, status=503)
        else:
            text, lang = said()
            context = {"text": text, "lang": lang, "until": until()}
            response = render(request, "503.html", context, status=503)
        response["Retry-After"] = str(retry_seconds())
        response["Cache-Control"] = "no-store"
        # Django would log an error for each visitor of a planned pause.
        response._has_been_logged = True  # type: ignore[attr-defined]
        return response


def _passes(request: HttpRequest) -> bool:
    if request.path.startswith("/api/"):
        return request.method in ("GET", "HEAD")
    return request.path.startswith(OPEN) and not request.path.startswith(CLOSED)


def _person(request: HttpRequest) -> Any:
    try:
        return request.user if request.user.is_authenticated else AnonymousUser()
    except DatabaseError:  # the database may be what is being maintained
        return AnonymousUser()
