"""What the person's page can have done: each form has a reason, and what was refused is shown with what was typed."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from smtplib import SMTPException
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from chatapp.accounts.guards import needs, note_refusal
from chatapp.accounts.models import User
from chatapp.staff.services import grant_role, revoke_role
from chatapp.typed import whole_id

from .. import mails, services
from .person import reachable, show

Act = Callable[[HttpRequest, User, str], str]


def acting(permission: str, name: str) -> Callable[[Act], Callable[..., HttpResponse]]:
    """A form of the person's page: `act` gets the person and the reason, and returns what to say."""

    def decorate(act: Act) -> Callable[..., HttpResponse]:
        @require_POST
        @needs(permission)
        @wraps(act)
        def view(request: HttpRequest, user_id: uuid.UUID, **_ids: Any) -> HttpResponse:
            person = get_object_or_404(User, pk=user_id)
            if not reachable(request, person):
                note_refusal(request, "staff.grant_roles")
                return render(request, "403.html", status=403)
            try:
                said = act(request, person, request.POST.get("reason", ""))
            except ValueError as error:
                messages.error(request, str(error))
                return show(request, person, failed=name)
            except (OSError, SMTPException):
                messages.error(
                    request,
                    _("The mail server did not take the mail. What else was asked for is done; tell them."),
                )
            else:
                messages.success(request, said)
            return redirect("staff_person", user_id=user_id)

        return view

    return decorate


@acting("staff.unlock", "unlock")
def unlock(request: HttpRequest, person: User, reason: str) -> str:
    was_locked = services.unlock(user=person, request=request, actor_id=request.user.pk, reason=reason)
    return _("They can sign in again.") if was_locked else _("They were not locked out. They may try again.")


@acting("staff.unlock", "second_factor")
def reset_second_factor(request: HttpRequest, person: User, reason: str) -> str:
    services.reset_second_factor(user=person, actor_id=request.user.pk, reason=reason)
    return _("Their second factors are gone, they are signed out, and a mail tells them.")


@acting("staff.sign_out_everywhere", "sign_out")
def sign_out(request: HttpRequest, person: User, reason: str) -> str:
    ended = services.sign_out_everywhere(user=person, actor_id=request.user.pk, reason=reason)
    if not ended:
        return _("They were signed in nowhere.")
    words = ngettext(
        "One session is ended, and a mail tells them.",
        "{n} sessions are ended, and a mail tells them.",
        ended,
    )
    return words.format(n=ended)


@acting("staff.resend_mail", "mail")
def resend(request: HttpRequest, person: User, reason: str) -> str:
    attempt = whole_id(request.POST.get("attempt", ""))
    if attempt is None:
        raise ValueError(_("This form is not ours. Choose again."))
    code = request.POST.get("mail", "")
    mails.send_again(user=person, code=code, attempt=attempt, actor_id=request.user.pk, reason=reason)
    return _("The mail is sent again.")


@acting("staff.grant_roles", "give_role")
def give_role(request: HttpRequest, person: User, reason: str) -> str:
    role = request.POST.get("role", "")
    given = grant_role(user=person, role=role, actor_id=request.user.pk, reason=reason)
    return (_("They are {role} now.") if given else _("They are {role} already.")).format(role=role)


@acting("staff.grant_roles", "take_role")
def take_role(request: HttpRequest, person: User, reason: str) -> str:
    role = request.POST.get("role", "")
    taken = revoke_role(user=person, role=role, actor_id=request.user.pk, reason=reason)
    return (_("They are {role} no longer.") if taken else _("They are not {role}.")).format(role=role)
