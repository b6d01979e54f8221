"""One person's page: who they are here, what they have, what was done, and what staff may do."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from billing import reasons
from chatapp.accounts.guards import needs
from chatapp.accounts.models import User
from chatapp.staff.roles import ROLES

from .. import locks, mails, profile


@require_GET
@needs("staff.view_people")
def person(request: HttpRequest, user_id: uuid.UUID) -> HttpResponse:
    return show(request, get_object_or_404(User, pk=user_id))


def show(request: HttpRequest, shown: User, *, failed: str = "") -> HttpResponse:
    """The page. `failed` is the form that was refused: it is open, with what was typed, and the status is 400."""
    told = profile.profile(shown)
    roles = told.roles
    context = {
        "person": shown,
        "profile": told,
        "is_locked": locks.is_locked(request, shown),
        "runs": profile.newest_runs(shown) if request.user.has_perm("staff.view_runs") else None,
        "mails": mails.sent(shown),
        "choices": list(mails.choices(shown)) if request.user.has_perm("staff.resend_mail") else [],
        "entries": profile.done(shown, told.accounts) if request.user.has_perm("staff.view_audit") else None,
        "has_roles": [role for role in ROLES if role in roles],
        "lacks_roles": [role for role in ROLES if role not in roles],
        "reachable": reachable(request, shown),
        "failed": failed,
        "typed": request.POST,
        "attempt": uuid.uuid4(),
        "longest": reasons.LONGEST,
    }
    return render(request, "support/person.html", context, status=400 if failed else 200)


def reachable(request: HttpRequest, shown: User) -> bool:
    """Whether this member of the staff may act on how the person signs in. How other staff do is for those who give
    roles: nobody gets at a colleague's account.
    """
    is_staff = shown.is_staff or shown.is_superuser
    return not is_staff or bool(request.user.has_perm("staff.grant_roles"))
