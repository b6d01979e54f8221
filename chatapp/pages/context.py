"""What every page knows about the site."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def pages(request: HttpRequest) -> dict[str, bool]:
    """`pwa`: whether browsers may install the site."""
    return {"pwa": settings.PWA}
