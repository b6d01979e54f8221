"""The page's part: which account pays, for what is begun and for a conversation that is there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema

from billing.accounts import NotYourAccount, paying_account
from billing.models import BillingAccount
from billing.paying import choose_payer, payer_for, payers_of
from billing.quota import allowance
from chatapp.conversations import present, selectors, services
from chatapp.errors import NotFound

router = Router()


class Account(Schema):
    account: UUID


@router.put("/payer")
def choose(request: HttpRequest, chosen: Account) -> dict[str, Any]:
    """Who pays for new conversations from now on; answers with the choice and what it leaves."""
    user_id = request.user.pk
    try:
        choose_payer(user_id=user_id, account_id=chosen.account)
    except NotYourAccount as error:
        raise NotFound(str(error)) from error
    return {
        "payers": [present.payer(each) for each in payers_of(user_id)],
        "allowance": allowance(account=payer_for(user_id), user_id=user_id).as_dict(),
    }


@router.put("/conversations/{id}/payer")
def hand_on(request: HttpRequest, id: UUID, chosen: Account) -> dict[str, Any]:
    """Let another account of the person pay for this conversation from now on."""
    conversation = selectors.get_conversation(request.user, id)
    account = _account(request, chosen.account)
    services.change_payer(conversation=conversation, account=account)
    left = allowance(account=account, user_id=request.user.pk).as_dict()
    return {"conversation": present.conversation(conversation), "allowance": left}


def _account(request: HttpRequest, account_id: UUID) -> BillingAccount:
    try:
        return paying_account(user_id=request.user.pk, account_id=account_id)
    except NotYourAccount as error:
        raise NotFound(str(error)) from error
