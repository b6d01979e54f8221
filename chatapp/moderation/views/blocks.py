"""The block list, for staff."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from billing import reasons

from .. import blocked, blocking, listed
from ..models import Block
from . import forms
from .may import moderator


@require_http_methods(["GET", "POST"])
@moderator
def blocks(request: HttpRequest) -> HttpResponse:
    """The list, newest first, or what is on it of one `value`; and adding to it."""
    if request.method == "GET":
        return _page(request)
    try:
        row = blocking.add(
            kind=forms.text(request, "kind", 20),
            value=forms.text(request, "value", 300),
            reason=forms.text(request, "reason"),
            days=forms.days(request),
            actor=request.user,
            client=blocked.client_of(request),
        )
    except ValueError as error:
        return _page(request, problem=str(error))
    messages.success(request, _("{value} is blocked.").format(value=row.value))
    return redirect("staff_blocks")


@require_POST
@moderator
def remove(request: HttpRequest, block_id: uuid.UUID) -> HttpResponse:
    get_object_or_404(Block, pk=block_id)
    try:
        row = blocking.remove(block_id=block_id, reason=forms.text(request, "reason"), actor=request.user)
    except ValueError as error:
        return _page(request, failed=block_id, problem=str(error))
    messages.success(request, _("{value} is blocked no longer.").format(value=row.value))
    return redirect("staff_blocks")


def _page(request: HttpRequest, *, failed: uuid.UUID | None = None, problem: str = "") -> HttpResponse:
    wanted = request.GET.get("value", "").replace("\0", "").strip()[:254]
    page = listed.page(wanted, request.GET.get("after", ""))
    context = {
        "page": page,
        "wanted": wanted,
        "kinds": Block.Kind.choices,
        "client": blocked.client_of(request),
        "failed": failed,
        "problem": problem,
        "typed": request.POST,
        "longest": reasons.LONGEST,
    }
    return render(request, "moderation/blocks.html", context, status=400 if problem else 200)
