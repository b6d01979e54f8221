"""What a suspended person sees instead of the product."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from .. import appealing, suspending
from ..errors import ModerationError
from ..models import Appeal
from . import forms


@require_GET
@login_required
@never_cache
def suspended(request: HttpRequest) -> HttpResponse:
    """Since when, why, and their word on it."""
    if not request.user.is_suspended:
        return redirect("chat")
    return _page(request)


@require_POST
@login_required
def appeal(request: HttpRequest) -> HttpResponse:
    if not request.user.is_suspended:
        return redirect("chat")
    try:
        appealing.appeal(person=request.user, text=forms.text(request, "text", 20_000))
    except ModerationError as error:
        return _page(request, problem=str(error))
    messages.success(request, _("Kept. The people who run this site will read it and write to you."))
    return redirect("suspended")


def _page(request: HttpRequest, *, problem: str = "") -> HttpResponse:
    suspension = suspending.current(request.user)
    said = getattr(suspension, "appeal", None) if suspension else None
    context = {
        "suspension": suspension,
        "appeal": said,
        "is_open": said is None or said.state == Appeal.State.OPEN,
        "text": request.POST.get("text", said.text if said else ""),
        "problem": problem,
        "longest": appealing.LONGEST,
        "pays": settings.BILLING,
    }
    return render(request, "moderation/suspended.html", context, status=400 if problem else 200)
