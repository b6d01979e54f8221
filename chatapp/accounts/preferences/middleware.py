"""A signed-in person's own choices count on every device: their language, and what pages need to draw themselves."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from .language import remember
from .selectors import preferences_of


class PreferencesMiddleware:
    """Sets `request.preferences` (false for a stranger) and speaks the person's language, if they have chosen one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.preferences = SimpleLazyObject(  # type: ignore[attr-defined]
            lambda: preferences_of(user) if user.is_authenticated else None
        )
        language = request.preferences.language if user.is_authenticated else ""  # type: ignore[attr-defined]
        if language not in dict(settings.LANGUAGES):
            return self.get_response(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.get_response(request)
        # Pages without a session, and the WebSocket, go by the cookie. A view that has set it knows better.
        named = settings.LANGUAGE_COOKIE_NAME
        if request.COOKIES.get(named) != language and named not in response.cookies:
            remember(response, language)
        return response
