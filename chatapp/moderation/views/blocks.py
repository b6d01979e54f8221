"""The block list, for staff."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from billing import reasons
from chatapp.accounts.guards import needs

from .. import block_list, blocked, blocking
from ..models import Block
from . import forms


@require_http_methods(["GET", "POST"])
@needs("staff.moderate")
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
        return _page(request, failed="add", problem=str(error))
    messages.success(request, _("{value} is blocked.").format(value=row.value))
    return redirect("staff_blocks")


@require_POST
@needs("staff.moderate")
def remove(request: HttpRequest, block_id: uuid.UUID) -> HttpResponse:
    get_object_or_404(Block, pk=block_id)
    try:
        row = blocking.remove(block_id=block_id, reason=forms.text(request, "reason"), actor=request.user)
    except ValueError as error:
        return _page(request, failed=block_id, problem=str(error))
    messages.success(request, _("{value} is blocked no longer.").format(value=row.value))
    return redirect("staff_blocks")


def _page(request: HttpRequest, *, failed: uuid.UUID | str = "", problem: str = "") -> HttpResponse:
    wanted = request.GET.get("value", "").replace("\0", "").strip()[:254]
    page = block_list.page(wanted, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    context = {
        "page": page,
        "wanted": wanted,
        "kept": urlencode({"value": wanted}) if wanted else "",
        "kinds": Block.Kind.choices,
        "client": blocked.client_of(request),
        "failed": failed,
        "problem": problem,
        "typed": request.POST,
        "longest": reasons.LONGEST,
    }
    return render(request, "moderation/blocks.html", context, status=400 if failed else 200)
