"""Inside all other middleware: who asks is bound to what is logged, and which view answered is noted."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .binding import bound
from .entrance import ACCOUNT, NO_VIEW, VIEW


class ObservingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Looked up by a middleware before this one, if anybody has signed in: no query is made for it.
        person = getattr(request, "_cached_user", None)
        account = str(person.pk or "") if person is not None else ""
        with bound(account=account):
            response = self.get_response(request)
        match, scope = request.resolver_match, getattr(request, "scope", None)
        if scope is not None:
            scope[ACCOUNT] = account
            scope[VIEW] = match.view_name or match.func.__name__ if match is not None else NO_VIEW
        return response
