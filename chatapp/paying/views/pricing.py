"""What the plans are and cost, and on which terms: pages for everyone."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from billing.access import GRACE_DAYS
from chatapp.accounts.models import User

from ..access import billing_only
from ..catalogue import INTERVALS, cards


@billing_only
@require_GET
@never_cache
def pricing(request: HttpRequest) -> HttpResponse:
    """The plans side by side; `?interval=year` for the annual prices."""
    interval = request.GET.get("interval", "month")
    interval = interval if interval in INTERVALS else "month"
    user = request.user if isinstance(request.user, User) else None
    context = {"cards": cards(interval=interval, user=user), "interval": interval}
    return render(request, "paying/pricing.html", context)


@billing_only
@require_GET
def terms(request: HttpRequest) -> HttpResponse:
    """The operator's terms where there are some, else how paying works here."""
    if settings.TERMS_URL:
        return redirect(settings.TERMS_URL)
    context = {
        "grace_days": GRACE_DAYS, "version": settings.TERMS_VERSION, "trial_days": settings.TRIAL_DAYS
    }  # fmt: skip
    return render(request, "paying/terms.html", context)
