"""Finding somebody, and an invitation that did not arrive."""

from __future__ import annotations

import uuid
from smtplib import SMTPException

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from billing import reasons
from chatapp.accounts.guards import needs
from chatapp.accounts.services import AccountsError

from .. import finding, inviting


@require_GET
@needs("staff.view_people")
def people(request: HttpRequest) -> HttpResponse:
    """Whoever is looked for (`q`), or everybody, the newest first (`after`, `before`: beyond this place)."""
    wanted = request.GET.get("q", "")
    found = finding.find(wanted) if wanted else finding.Found()
    if found.person is not None:
        return redirect("staff_person", user_id=found.person.pk)
    # What could not be found is said above the list, which stays.
    places = {name: request.GET.get(name, "") for name in ("after", "before")}
    listed = None if found.people or found.invitation else finding.newest(**places)
    context = {
        "wanted": wanted,
        "found": found,
        "people": listed.rows if listed else found.people,
        "page": listed,
        "longest": reasons.LONGEST,
    }
    return render(request, "support/people.html", context)


@require_POST
@needs("staff.resend_mail")
def invite_again(request: HttpRequest, invitation_id: uuid.UUID) -> HttpResponse:
    try:
        address = inviting.send_again(
            invitation_id=invitation_id,
            actor_id=request.user.pk,
            reason=request.POST.get("reason", ""),
        )
    except (ValueError, AccountsError) as error:
        messages.error(request, str(error))
    except (OSError, SMTPException):
        messages.error(request, _("The mail server did not take the mail. Send it again in a few minutes."))
    else:
        messages.success(request, _("{address} gets a new link.").format(address=address))
    return redirect("staff_people")
