"""`/healthz`: this process is alive. `/readyz`: the product can answer a question, or why not."""

from __future__ import annotations

import asyncio
import ipaddress

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import checks


@require_safe
@never_cache
async def healthz(request: HttpRequest) -> HttpResponse:
    """200 without any I/O: a restart would help against nothing that this hides."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
async def readyz(request: HttpRequest) -> JsonResponse:
    """200 or 503; strangers in production learn only whether, not why."""
    results = await checks.run_all()
    ready = all(result == "ok" for result in results.values())
    body: dict[str, object] = {"ready": ready}
    if await _may_see_details(request):
        body["checks"] = results
    response = JsonResponse(body, status=200 if ready else 503)
    response._has_been_logged = True  # type: ignore[attr-defined]  # else Django logs an error for each probe
    return response


async def _may_see_details(request: HttpRequest) -> bool:
    if settings.DEMO or _is_loopback(request.META.get("REMOTE_ADDR", "")):
        return True
    try:
        async with asyncio.timeout(checks.TIMEOUT_SECONDS):
            return (await request.auser()).is_staff
    except (DatabaseError, TimeoutError):
        return False


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
