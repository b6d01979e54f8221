"""Starting and stopping."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from billing.reasons import ReasonNeeded
from chatapp.accounts.guards import needs
from chatapp.accounts.models import User

from . import services
from .rules import over
from .selectors import SESSION_KEY, viewing_of


@require_POST
@needs("staff.view_as")
@needs("staff.view_content")
def start(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """See the product as a person, from their first page on."""
    person = get_object_or_404(User, pk=person_id)
    try:
        viewing = services.start(staff=request.user, person=person, reason=request.POST.get("reason", ""))
    except ReasonNeeded as error:
        messages.error(request, str(error))
        return redirect("staff_person", person.pk)
    except services.NotViewed as error:
        services.note_not_viewed(staff_id=request.user.pk, person_id=person.pk)
        return render(request, "viewing_as/refused.html", {"words": str(error), "person": person}, status=403)
    request.session[SESSION_KEY] = str(viewing.pk)
    return redirect("chat")


@require_POST
@login_required
def stop(request: HttpRequest) -> HttpResponse:
    """Be oneself again."""
    viewing = viewing_of(request.session, request.user)
    request.session.pop(SESSION_KEY, None)
    if viewing is None:
        return redirect("chat")
    services.end(viewing=viewing, how=over(viewing, timezone.now()) or "stopped")
    messages.success(request, _("You are yourself again."))
    return redirect("staff_person", viewing.person_id)
