"""Nobody who works here gives to themselves: a colleague does, who is not in the account."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from billing.models import BillingAccount
from billing.seats import role_of
from chatapp.accounts.guards import note_refusal
from chatapp.accounts.models import User


class OwnAccountError(ValueError):
    def __init__(self) -> None:
        super().__init__(_("You are in this account yourself. Ask a colleague who is not."))


def is_own(user: User, account: BillingAccount | None) -> bool:
    """Whether they are in it. Not of who gives roles, and so could have anybody do it."""
    return bool(account and role_of(account, user.pk)) and not user.has_perm("staff.grant_roles")


def refuse_own(request: HttpRequest, account: BillingAccount | None) -> None:
    """Raises OwnAccountError, and leaves an entry in the audit log, where it is the account of who asks."""
    if is_own(request.user, account):
        note_refusal(request, "own account")
        raise OwnAccountError
