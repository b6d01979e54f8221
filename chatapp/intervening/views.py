"""The two forms on an answer's page."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from billing.quota import Refused
from billing.reasons import ReasonNeeded
from chatapp.accounts.guards import needs
from chatapp.errors import RequestError
from chatapp.paying.own import OwnAccountError, refuse_own
from chatapp.runs.models import Run

from . import services

WHOLE = ("user", "conversation__account", "answer")


@require_POST
@needs("staff.cancel_run")
def cancel(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(Run.objects.select_related(*WHOLE), pk=run_id)
    try:
        refuse_own(request, run.conversation and run.conversation.account)
        services.cancel(run=run, actor_id=request.user.pk, reason=request.POST.get("reason", ""))
    except (ReasonNeeded, OwnAccountError, services.AlreadyEnded) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("This answer is being stopped. It counts nothing."))
    return redirect("staff_run", run_id)


@require_POST
@needs("staff.rerun")
def rerun(request: HttpRequest, run_id: UUID) -> HttpResponse:
    run = get_object_or_404(Run.objects.select_related(*WHOLE), pk=run_id)
    reason = request.POST.get("reason", "")
    try:
        refuse_own(request, run.conversation and run.conversation.account)
        made, is_new = services.rerun(run=run, actor_id=request.user.pk, reason=reason)
    except (ReasonNeeded, OwnAccountError) as error:
        messages.error(request, str(error))
    except (RequestError, Refused) as error:
        messages.error(request, error.message)
    else:
        if is_new:
            messages.success(request, _("The question is being answered again. This is the new answer."))
        else:
            messages.info(request, _("It was made again before. This is what came of it."))
        return redirect("staff_run", made.pk)
    return redirect("staff_run", run_id)
