"""Suspending a person, and letting them in again: each on a page of its own, for staff."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from billing import reasons
from billing.accounts import account_for
from chatapp.accounts.guards import needs
from chatapp.accounts.models import User
from chatapp.leaving.selectors import teams_with_others

from .. import suspending
from . import forms


@require_http_methods(["GET", "POST"])
@needs("staff.moderate")
def suspend(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    """What it means, and the form."""
    person = get_object_or_404(User, pk=user_id)
    problem = ""
    if request.method == "POST":
        try:
            suspending.suspend(
                person=person,
                actor=request.user,
                reason=forms.text(request, "reason"),
                words=forms.text(request, "words"),
                days=forms.days(request),
            )
        except ValueError as error:
            problem = str(error)
        else:
            messages.success(request, _("The person is suspended, and gets a mail with your words."))
            return redirect("staff_person", user_id=person.pk)
    context = {
        "person": person,
        "teams": teams_with_others(person),
        "account": account_for(user_id=person.pk) if settings.BILLING else None,
        "problem": problem,
        "typed": request.POST,
        "longest": reasons.LONGEST,
        "longest_words": suspending.LONGEST_WORDS,
    }
    return render(request, "moderation/suspend.html", context, status=400 if problem else 200)


@require_POST
@needs("staff.moderate")
def lift(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    person = get_object_or_404(User, pk=user_id)
    try:
        suspending.lift(person=person, actor=request.user, reason=forms.text(request, "reason"))
    except ValueError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The person is let in again, and gets a mail about it."))
    return redirect("staff_person", user_id=person.pk)
