"""`/metrics`, for Prometheus."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST

from billing.loopback import FORWARDED, is_loopback

from .figures.page import page


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For who has METRICS_TOKEN or, where there is none, for this very machine. For others there is no such page."""
    if not _may(request):
        raise Http404
    return HttpResponse(page(), content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    if any(request.META.get(header) for header in FORWARDED):
        return False
    return is_loopback(request.META.get("REMOTE_ADDR", ""))
