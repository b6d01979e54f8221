"""Keeps the list of a person's sessions current without writing to the database on every request."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN_EVERY = timedelta(minutes=5)


class SessionsMiddleware:
    """Notes where and when a session was last seen, at most every five minutes for the same address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.session.session_key and request.user.is_authenticated:
            known = UserSession.objects.filter(
                session_key=request.session.session_key,
                user=request.user,
                ip=get_adapter().get_client_ip(request),
                last_seen_at__gt=timezone.now() - SEEN_EVERY,
            )
            if not known.exists():
                UserSession.objects.create_from_request(request)
        return self.get_response(request)
