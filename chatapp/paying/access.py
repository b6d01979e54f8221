"""Who may see and change which account's money."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse

from billing.accounts import account_for, accounts_of
from billing.models import BillingAccount
from chatapp.accounts.models import User

View = Callable[..., HttpResponse]


def billing_only(view: View) -> View:
    """Where billing is off, the page does not exist."""

    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.BILLING:
            raise Http404
        return view(*args, **kwargs)

    return guarded


def account_or_404(user: User, account_id: UUID | str | None) -> BillingAccount:
    """An account that the person may look at: their own (None or empty), or a team that they are in."""
    if not account_id:
        return account_for(user_id=user.pk)
    for account in accounts_of(user.pk):
        if str(account.pk) == str(account_id):
            return account
    raise Http404


def owned_or_404(user: User, account_id: UUID | str | None) -> BillingAccount:
    """An account that the person pays for. Of anyone else's, members of it included, nothing can be changed."""
    account = account_or_404(user, account_id)
    if account.owner_id != user.pk:
        raise Http404
    return account
