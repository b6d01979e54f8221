"""What every page knows about paying."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .notices import notice_for


def paying(request: HttpRequest) -> dict[str, Any]:
    """Whether money is asked for, and `notice`: asked of the database where a page shows it, and nowhere else."""

    def notice() -> Any:
        user = getattr(request, "user", None)
        return notice_for(user) if user is not None and user.is_authenticated else None

    return {"billing_on": settings.BILLING, "notice": SimpleLazyObject(notice)}
