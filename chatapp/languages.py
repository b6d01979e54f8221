"""In which language a socket speaks: a page's requests have Django's LocaleMiddleware, its frames do not. And words
of Django itself that it has not translated everywhere."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language_from_request, ngettext_lazy

DJANGOS = (
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
)


def language_of(scope: dict[str, Any]) -> str:
    """The language in which the page behind a WebSocket's ASGI `scope` was served: its cookie's, else its browser's."""
    headers = dict(scope.get("headers", ()))
    request = HttpRequest()
    request.COOKIES = scope.get("cookies", {})
    request.META["HTTP_ACCEPT_LANGUAGE"] = headers.get(b"accept-language", b"").decode("latin-1")
    return get_language_from_request(request)
