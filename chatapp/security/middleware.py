"""Leads a person to what must be done first, whatever page they asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from .admission import obstacle

View = Callable[..., HttpResponse]


class AdmissionMiddleware:
    """Redirects pages, and refuses the API in words. The WebSocket asks for itself (live/requests.py)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        if not request.session.session_key or not request.user.is_authenticated:
            return None
        # Who looks at what another person sees has their own to do, and not that person's.
        found = obstacle(getattr(request, "viewed_by", None) or request.user)
        if found is None or (request.resolver_match and request.resolver_match.view_name in found.opened):
            return None
        if request.path.startswith("/api/"):
            return JsonResponse({"code": found.code, "message": found.message}, status=403)
        if found.code == "second_factor":
            messages.warning(request, found.message)
        return redirect(found.page)
