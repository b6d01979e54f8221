"""What suspended people say, for staff to decide."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import reasons
from chatapp.accounts.guards import needs

from .. import appealing, suspending
from ..models import Appeal
from . import forms

LIFT, UPHOLD = "lift", "uphold"


@require_GET
@needs("staff.moderate")
def appeals(request: HttpRequest) -> HttpResponse:
    """Those that wait, the oldest first."""
    return _page(request)


@require_POST
@needs("staff.moderate")
def decide(request: HttpRequest, appeal_id: uuid.UUID) -> HttpResponse:
    get_object_or_404(Appeal, pk=appeal_id)
    decision = request.POST.get("decision", "")
    try:
        if decision not in (LIFT, UPHOLD):
            raise ValueError(_("Choose whether the suspension stays."))
        appealing.decide(
            appeal_id=appeal_id,
            actor=request.user,
            lifts=decision == LIFT,
            words=forms.text(request, "words"),
            reason=forms.text(request, "reason"),
        )
    except ValueError as error:
        return _page(request, failed=appeal_id, problem=str(error))
    messages.success(request, _("It is decided, and the person gets a mail with your words."))
    return redirect("staff_appeals")


def _page(request: HttpRequest, *, failed: uuid.UUID | None = None, problem: str = "") -> HttpResponse:
    rows = appealing.waiting()
    context = {
        "rows": rows,
        "is_more": len(rows) == appealing.ROWS,
        "failed": failed,
        # Somebody else was faster: then there is no form left to say it beside.
        "passed": problem if failed not in {row.pk for row in rows} else "",
        "problem": problem,
        "typed": request.POST,
        "longest": reasons.LONGEST,
        "longest_words": suspending.LONGEST_WORDS,
    }
    return render(request, "moderation/appeals.html", context, status=400 if failed else 200)
