"""Writes of the team pages that are more than one step of billing's."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db import transaction

from billing import teams
from billing.models import BillingAccount, Membership
from billing.paying import choose_payer
from chatapp.accounts.models import User
from chatapp.moderation import blocked


@dataclass(slots=True)
class Invited:
    """What became of several addresses: those invited, and for the others why not. `full`: seats are lacking."""

    sent: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    full: bool = False


def create_team(*, owner: User, name: str) -> BillingAccount:
    """A team that pays for its owner's new conversations as soon as it has seats. Raises TeamError."""
    with transaction.atomic():
        account = teams.create_team(owner_id=owner.pk, name=name)
        choose_payer(user_id=owner.pk, account_id=account.pk)
    return account


def invite_all(*, account: BillingAccount, actor: User, addresses: list[str], role: str) -> Invited:
    """Invite each address by itself: one that cannot be invited does not keep the others out. Raises Forbidden."""
    outcome = Invited()
    for address in addresses:
        if problem := blocked.refusal(address):
            outcome.refused[address] = problem
            continue
        try:
            teams.invite(account=account, actor_id=actor.pk, email=address, role=role)
            outcome.sent.append(address)
        except teams.Forbidden:
            raise
        except teams.TeamError as error:
            outcome.refused[address] = str(error)
            outcome.full = outcome.full or isinstance(error, teams.SeatsFull)
    return outcome


def join(*, token: str, user: User) -> Membership:
    """Accept an invitation; from now on the team pays for the person's new conversations.

    Raises InvitationInvalid and SeatsFull.
    """
    with transaction.atomic():
        membership = teams.accept_invitation(token=token, user_id=user.pk)
        choose_payer(user_id=user.pk, account_id=membership.account_id)
    return membership
