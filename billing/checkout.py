"""The way to a first payment: Stripe's checkout page, and the way back; and the portal for what comes later.

CheckoutError (the message is fit to be shown)
├── AlreadySubscribed   there is a subscription: change that one
└── NotAllowed          only the owner pays
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext as _

from . import gateway
from .access import LIVE
from .accounts import note
from .claims import Claim, claimed
from .models import BillingAccount, CheckoutAttempt, Subscription
from .plans import TEAM_SEATS_FROM, TEAM_SEATS_TO, Price, price
from .seats import OWNER, role_of, seats_needed
from .sync import sync_claimed

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams

# Younger attempts for the same thing are the same attempt: a double click, a second tab.
SAME_ATTEMPT = timedelta(hours=1)


class CheckoutError(Exception):
    """What was asked cannot be bought."""


class AlreadySubscribed(CheckoutError):
    """The account has a subscription, paid or waiting for payment."""

    def __init__(self) -> None:
        super().__init__(_("There is a subscription already: change it, or finish its payment, in Billing."))


class NotAllowed(CheckoutError):
    """The person does not own the account."""

    def __init__(self) -> None:
        super().__init__(_("Only the owner of this account can change what it pays."))


def start_checkout(
    *,
    account: BillingAccount,
    actor_id: uuid.UUID,
    lookup_key: str,
    quantity: int = 1,
    trial: bool = False,
    success_url: str,
    cancel_url: str,
) -> str:
    """The address of a checkout page for `quantity` seats; to send someone there is to have the terms accepted.

    `trial` begins with TRIAL_DAYS free, for a first subscription. Other open pages of the account are closed. Raises
    NotAllowed, AlreadySubscribed, CheckoutError, UnknownPrice, GatewayError and Busy.
    """
    need_owner(account, actor_id)
    need_settled(account)
    wanted = price(lookup_key)
    check_quantity(account, wanted, quantity)
    with claimed(account.pk) as claim:
        customer = _customer(claim)
        held = gateway.subscriptions(customer)
        if any(each["status"] in LIVE for each in held):
            sync_claimed(claim, reason="checkout")
            raise AlreadySubscribed
        if trial and (
            not offers_trial(account) or any(each["status"] != "incomplete_expired" for each in held)
        ):
            raise CheckoutError(_("A trial is for a first subscription."))
        attempt = _attempt(account, actor_id, wanted, quantity, settings.TRIAL_DAYS if trial else 0)
        reuse = None
        for session in gateway.open_checkouts(customer):
            if (session.get("metadata") or {}).get("attempt") == str(attempt.pk):
                reuse = session
            else:
                gateway.expire_checkout(session["id"])
        if attempt.session_id and reuse is None:  # expired or paid since
            attempt = _new_attempt(account, actor_id, wanted, quantity, attempt.trial_days)
        session = reuse or _session(account, attempt, customer, success_url, cancel_url)
        CheckoutAttempt.objects.filter(pk=attempt.pk).update(session_id=session["id"])
    return str(session["url"])


def finish_checkout(*, account: BillingAccount, session_id: str) -> str:
    """Somebody comes back from the page: `complete`, `open` or `expired`. Not proof of anything by itself.

    The plan is there on return when Stripe says so; the webhook does the same again. Raises CheckoutError for
    another's session, GatewayError and Busy.
    """
    if not CheckoutAttempt.objects.filter(account=account, session_id=session_id).exists():
        raise CheckoutError(_("There is no such checkout."))
    with claimed(account.pk) as claim:
        session = gateway.checkout_session(session_id)
        sync_claimed(claim, reason="checkout return")
    return str(session["status"])


def open_portal(*, account: BillingAccount, actor_id: uuid.UUID, return_url: str) -> str:
    """The address of the page for cards, invoices and tax ids. Raises NotAllowed, CheckoutError and GatewayError."""
    need_owner(account, actor_id)
    if not account.customer_id:
        raise CheckoutError(_("Nothing was bought with this account yet."))
    return str(gateway.create_portal(account.customer_id, return_url)["url"])


def offers_trial(account: BillingAccount) -> bool:
    """Whether a first purchase may begin with TRIAL_DAYS free: neither the account, nor, of a team, another team of
    its owner, has had a trial or a subscription."""
    theirs = Subscription.objects.filter(account__owner_id=account.owner_id, account__kind=account.kind)
    had = account.trial_ends_at is not None or theirs.exclude(status="incomplete_expired").exists()
    return bool(settings.TRIAL_DAYS) and not had


def need_owner(account: BillingAccount, actor_id: uuid.UUID) -> None:
    """Raises NotAllowed."""
    if role_of(account, actor_id) != OWNER:
        raise NotAllowed


def need_settled(account: BillingAccount) -> None:
    """While a payment is disputed more money would buy no answer. Raises CheckoutError."""
    if account.suspended_at is not None:
        raise CheckoutError(
            _("A payment of this account is disputed: that has to be settled with your bank first.")
        )


def check_quantity(account: BillingAccount, wanted: Price, quantity: int) -> None:
    """Team prices are for teams, all seats at once; the others for one person. Raises CheckoutError."""
    if account.kind == BillingAccount.Kind.PERSON:
        if wanted.plan == "team" or quantity != 1:
            raise CheckoutError(_("Make a team first: the Team plan is paid by a team's account."))
        return
    if wanted.plan != "team":
        raise CheckoutError(_("A team pays for the Team plan."))
    least = max(TEAM_SEATS_FROM, seats_needed(account))
    if not least <= quantity <= TEAM_SEATS_TO:
        raise CheckoutError(
            _("A team of this size pays for {least} to {most} seats.").format(
                least=least, most=f"{TEAM_SEATS_TO:,}"
            )
        )


def _customer(claim: Claim) -> str:
    account = BillingAccount.objects.get(pk=claim.account_id)
    if account.customer_id:
        return account.customer_id
    payer = get_user_model().objects.get(billing_accounts=account)
    made = gateway.create_customer(
        {
            "email": payer.email,
            "name": account.name or payer.name or payer.email,
            "metadata": {"account": str(account.pk)},
        },
        key=f"customer-{account.pk}",
    )
    with claim.writing() as account:
        account.customer_id = made["id"]
        account.save(update_fields=["customer_id"])
    return str(made["id"])


def _attempt(
    account: BillingAccount, actor_id: uuid.UUID, wanted: Price, quantity: int, trial_days: int
) -> CheckoutAttempt:
    same = CheckoutAttempt.objects.filter(
        account=account,
        actor_id=actor_id,
        lookup_key=wanted.lookup_key,
        quantity=quantity,
        trial_days=trial_days,
        created_at__gt=timezone.now() - SAME_ATTEMPT,
    )
    return same.order_by("-created_at").first() or _new_attempt(
        account, actor_id, wanted, quantity, trial_days
    )


def _new_attempt(
    account: BillingAccount, actor_id: uuid.UUID, wanted: Price, quantity: int, trial_days: int
) -> CheckoutAttempt:
    note(
        account,
        "checkout_started",
        actor_id=actor_id,
        details={"price": wanted.lookup_key, "quantity": quantity, "terms": settings.TERMS_VERSION},
    )
    return CheckoutAttempt.objects.create(
        account=account,
        actor_id=actor_id,
        lookup_key=wanted.lookup_key,
        quantity=quantity,
        trial_days=trial_days,
        terms_version=settings.TERMS_VERSION,
    )


def _session(
    account: BillingAccount, attempt: CheckoutAttempt, customer: str, success_url: str, cancel_url: str
) -> dict[str, object]:
    params: SessionCreateParams = {
        "mode": "subscription",
        "ui_mode": "hosted_page",
        "customer": customer,
        "client_reference_id": str(account.pk),
        "metadata": {"attempt": str(attempt.pk)},  # finds a page again whose answer was lost
        "line_items": [{"price": price_id(attempt.lookup_key), "quantity": attempt.quantity}],
        "allow_promotion_codes": True,
        "tax_id_collection": {"enabled": True},
        "customer_update": {"name": "auto", "address": "auto"},
        "success_url": success_url,
        "cancel_url": cancel_url,
    }
    if attempt.trial_days:
        params["subscription_data"] = {"trial_period_days": attempt.trial_days}
    return gateway.create_checkout(params, key=f"checkout-{attempt.pk}")


def price_id(lookup_key: str) -> str:
    """Stripe's id of a price of ours. Raises CheckoutError before the first sync-plans."""
    for each in gateway.prices():
        if each.get("lookup_key") == lookup_key:
            return str(each["id"])
    raise CheckoutError(_("This plan is not on sale yet: the operator has to run sync-plans."))
