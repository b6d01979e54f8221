"""Shuts the doors of the product to networks that are blocked. Who is in stays in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from .blocked import is_blocked_network

View = Callable[..., HttpResponse]
# Ways in, what sends mail to whoever is named, and where strangers write.
DOORS = frozenset(
    {
        *("account_login", "account_signup", "account_reset_password", "accept_invitation"),
        *("account_signup_by_passkey", "account_request_login_code", "account_confirm_login_code"),
        *("mfa_login_webauthn", "mfa_authenticate", "openid_connect_login", "openid_connect_callback"),
        *("socialaccount_signup", "report_shared"),
    }
)


class DoorsMiddleware:
    """The list is asked on these pages alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: View, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name not in DOORS or request.user.is_authenticated or not is_blocked_network(request):
            return None
        return render(request, "moderation/closed.html", status=403)
