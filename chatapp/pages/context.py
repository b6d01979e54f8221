"""What every page knows about the site."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from chatapp.controls import site


def pages(request: HttpRequest) -> dict[str, Any]:
    """`pwa`: whether browsers may install the site. `site_banner`: staff's line, where a page shows one."""

    def banner() -> dict[str, Any] | None:
        user = getattr(request, "user", None)
        due = site.banner(signed_in=user is not None and user.is_authenticated)
        return site.shown(due) if due else None

    return {"pwa": settings.PWA, "site_banner": SimpleLazyObject(banner)}
