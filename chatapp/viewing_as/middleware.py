"""While a viewing is open, the request's person is the one who is viewed, and nothing is written.

Django's session stays that of the member of the staff. Inside the middleware that notes where people are signed in, and
outside of the one that speaks their language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from chatapp.observing.binding import bound
from chatapp.pages.errors import not_found

from . import services
from .models import Viewing
from .opened import OPEN, READING, is_temporary
from .reading import WouldWrite, only_reading, refusal
from .rules import over
from .selectors import SESSION_KEY, viewing_of

View = Callable[..., HttpResponse]


class ViewingMiddleware:
    """`request.viewing` is the open viewing or None, `request.viewed_by` who looks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewing = request.viewed_by = None  # type: ignore[attr-defined]
        if not request.session.session_key or SESSION_KEY not in request.session:
            return self.get_response(request)
        viewing = viewing_of(request.session, request.user)
        leaves = request.path in (reverse("stop_viewing"), reverse("account_logout"))
        if viewing is None:
            del request.session[SESSION_KEY]
            return self.get_response(request) if leaves or request.method in READING else _gone(request)
        if leaves:
            return self._as_staff(request, viewing)
        if how := over(viewing, timezone.now()):
            return _over(request, viewing, how)
        return self._as_person(request, viewing)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.viewed_by is None:  # type: ignore[attr-defined]
            return None
        match = request.resolver_match
        if request.method not in READING or match is None or match.view_name not in OPEN:
            return _refuse(request)
        return not_found(request, Http404()) if is_temporary(match.view_name, kwargs) else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return _refuse(request) if isinstance(exception, WouldWrite) else None

    def _as_person(self, request: HttpRequest, viewing: Viewing) -> HttpResponse:
        request.viewing, request.viewed_by, request.user = viewing, viewing.staff, viewing.person  # type: ignore[attr-defined]
        request.refused_to_view = ""  # type: ignore[attr-defined]
        # What is logged says who looks (`account`), and at whom.
        with bound(viewed=viewing.person_id), only_reading():
            response = self.get_response(request)
        if refused := request.refused_to_view:  # type: ignore[attr-defined]
            services.count_refusal(viewing=viewing, what=refused, method=request.method or "")
        # Nothing of the person stays in this browser: neither pages, nor their language.
        response["Cache-Control"] = "no-store, private"
        response.cookies.pop(settings.LANGUAGE_COOKIE_NAME, None)
        return response

    def _as_staff(self, request: HttpRequest, viewing: Viewing) -> HttpResponse:
        """Signing out ends the viewing too; the page that stops it does so itself."""
        response = self.get_response(request)
        if not request.user.is_authenticated:
            services.end(viewing=viewing, how="signed out")
        return response


def _over(request: HttpRequest, viewing: Viewing, how: str) -> HttpResponse:
    """Nothing is done: what this page meant was meant as the person."""
    services.end(viewing=viewing, how=how)
    del request.session[SESSION_KEY]
    said = _("You no longer see Fragaria as {address}.").format(address=viewing.person.email)
    return _told(request, said, redirect("staff_person", viewing.person_id))


def _gone(request: HttpRequest) -> HttpResponse:
    """Who was viewed has been erased meanwhile, and the viewing with them."""
    return _told(request, _("This person was erased meanwhile. Nothing was done."), redirect("chat"))


def _told(request: HttpRequest, said: str, page: HttpResponse) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "view_over", "message": said}, status=403)
    messages.info(request, said)
    return page


def _refuse(request: HttpRequest) -> HttpResponse:
    match = request.resolver_match
    request.refused_to_view = match.view_name if match else request.path[:100]  # type: ignore[attr-defined]
    if request.path.startswith("/api/"):
        return JsonResponse({"code": "read_only", "message": refusal()}, status=403)
    return render(request, "viewing_as/closed.html", {"words": refusal()}, status=403)
