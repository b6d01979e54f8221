"""The end of a payer: before a person is erased, nothing more may be charged in their name."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import get_user_model

from . import gateway
from .access import LIVE
from .accounts import note
from .claims import claimed
from .models import BillingAccount, Invoice, Mail, TeamInvitation
from .sync import sync_claimed


def stop_paying(*, user_id: uuid.UUID) -> None:
    """End at once what the person's accounts pay, and close their open checkout pages. Ledger and invoices stay.

    A team that should live on is handed to another first. A second call finds it done. Raises GatewayError and
    Busy: then the person is not to be erased yet.
    """
    for account in BillingAccount.objects.filter(owner_id=user_id, customer_id__isnull=False):
        customer = str(account.customer_id)
        with claimed(account.pk) as claim:
            for session in gateway.open_checkouts(customer):
                gateway.expire_checkout(session["id"])
            for subscription in gateway.subscriptions(customer):
                if subscription["status"] in LIVE:
                    gateway.cancel_subscription(subscription["id"])
                    note(account, "subscription_ended", actor_id=user_id, details={"id": subscription["id"]})
            sync_claimed(claim, reason="closing")


def forget_payer(*, user_id: uuid.UUID) -> None:
    """Take the person out of their accounts, here and at Stripe, after `stop_paying`.

    The ledger, the audit trail and the invoices' sums stay under the account's id. Stripe keeps its customer for them,
    without name and addresses; what stands on a finished invoice stays there, as the law of most countries wants it.
    A second call finds it done. Raises GatewayError and Busy.
    """
    person = get_user_model().objects.get(pk=user_id)
    TeamInvitation.objects.filter(email=person.email).delete()
    for account in BillingAccount.objects.filter(owner_id=user_id):
        # A sync in between would write the address at Stripe again.
        with claimed(account.pk) as claim:
            if account.customer_id and settings.BILLING:
                gateway.update_customer(account.customer_id, {"email": "", "name": "", "address": ""})
            with claim.writing() as held:
                held.owner, held.name, held.card = None, "", ""
                held.save(update_fields=["owner", "name", "card"])
                Invoice.objects.filter(account=held).update(hosted_url="", pdf_url="")
                Mail.objects.filter(account=held).delete()
                TeamInvitation.objects.filter(account=held).delete()
                note(held, "payer_forgotten", actor_id=user_id, details={})
