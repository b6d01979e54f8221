"""Everything of a person, as a download for staff."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from billing.reasons import ReasonNeeded
from chatapp.accounts.guards import needs
from chatapp.accounts.models import User

from ..export import export, pieces, size
from .person import show


@require_POST
@needs("staff.export_person")
def export_person(request: HttpRequest, user_id: uuid.UUID) -> HttpResponseBase:
    person = get_object_or_404(User, pk=user_id)
    try:
        file = export(user=person, actor_id=request.user.pk, reason=request.POST.get("reason", ""))
    except ReasonNeeded as error:
        messages.error(request, str(error))
        return show(request, person, failed="export")
    except OSError as error:
        messages.error(
            request,
            _("The file could not be written: {problem}. Make room, and try again.").format(
                problem=error.strerror
            ),
        )
        return show(request, person, failed="export")
    headers = {
        # By the id: no address in a name that lies about in folders.
        "Content-Disposition": f'attachment; filename="person-{person.pk}.zip"',
        "Content-Length": str(size(file)),
    }
    return StreamingHttpResponse(pieces(file), content_type="application/zip", headers=headers)
