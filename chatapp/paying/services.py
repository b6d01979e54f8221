"""Writes on the way to a payment."""

from __future__ import annotations

from django.db import transaction

from billing.models import BillingAccount
from billing.paying import choose_payer
from billing.teams import create_team
from chatapp.accounts.models import User

from .subscriptions import live_subscription


@transaction.atomic
def team_to_pay_for(*, user: User, name: str) -> BillingAccount:
    """A new team of the person; one of that name that was never paid for is taken up again, so that a double click
    and a second try make no second team. Raises TeamError.
    """
    # Locked first, so that of two presses at once the second one finds the first one's team.
    User.objects.select_for_update().get(pk=user.pk)
    name = " ".join(name.split())
    same = BillingAccount.objects.filter(owner=user, kind=BillingAccount.Kind.TEAM, name=name)
    for team in same:
        if live_subscription(team) is None:
            return team
    made = create_team(owner_id=user.pk, name=name)
    # Who buys a team means to use it: it pays as soon as it has seats.
    choose_payer(user_id=user.pk, account_id=made.pk)
    return made
