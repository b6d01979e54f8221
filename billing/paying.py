"""Which account pays for what a person begins: the one they chose, while it has a seat for them, else their own."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from .accounts import accounts_of, paying_account
from .models import BillingAccount, PayingChoice
from .seats import has_seat


@dataclass(frozen=True, slots=True)
class Payer:
    """An account that a person may choose. `seated`: it would pay now. `chosen`: it is what they chose."""

    account: BillingAccount
    seated: bool
    chosen: bool

    @property
    def is_own(self) -> bool:
        return self.account.kind == BillingAccount.Kind.PERSON


def payers_of(user_id: uuid.UUID) -> list[Payer]:
    """The person's accounts: the own one first, then teams by name."""
    wanted = PayingChoice.objects.filter(user_id=user_id).values_list("account_id", flat=True).first()
    theirs = accounts_of(user_id)
    if wanted not in [each.pk for each in theirs]:
        wanted = theirs[0].pk
    return [Payer(each, has_seat(each, user_id), each.pk == wanted) for each in theirs]


def payer_for(user_id: uuid.UUID) -> BillingAccount:
    """The account that pays for a new conversation of this person.

    Without a seat in the team that they chose it is their own; the choice stays, and holds again with the next seat.
    """
    return payer_among(payers_of(user_id))


def payer_among(theirs: list[Payer]) -> BillingAccount:
    """That of a person whose payers are known already."""
    return next((each.account for each in theirs if each.chosen and each.seated), theirs[0].account)


def choose_payer(*, user_id: uuid.UUID, account_id: uuid.UUID) -> BillingAccount:
    """Pay from this account from now on; what was begun stays with the account that pays for it.

    Raises NotYourAccount.
    """
    account = paying_account(user_id=user_id, account_id=account_id)
    PayingChoice.objects.update_or_create(user_id=user_id, defaults={"account": account})
    return account
