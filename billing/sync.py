"""Bring an account's snapshot in line with Stripe: claim, fetch, write. The one way in which a payment gives a plan.

Webhooks, the return from checkout and the reconciler all end here; what an event says is never applied as such, since
events come late, doubled and out of order.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from . import gateway
from .access import LIVE, Standing, end_scheduled, item_of, moment, standing, subscription_of
from .accounts import note
from .alerts import raise_alert
from .claims import Claim, claimed
from .history import keep_history
from .mails import news
from .models import Alert, BillingAccount, Invoice, Subscription
from .plans import PLANS, PRICES, plan_of_price
from .seats import seats_needed
from .underway import being_paid
from .upcoming import next_charge

Obj = dict[str, Any]
NEVER_PAID = ("incomplete", "incomplete_expired")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What Stripe knows of a customer `at` one moment of its clock.

    `coming` has what follows at a subscription's end of period, by its id: a lookup key and a number of seats;
    `due` what its next renewal takes, in cents; `being_paid` the ids of those for which a debit is on its way.
    """

    customer: Obj
    subscriptions: list[Obj]
    invoices: list[Obj]
    coming: dict[str, tuple[str, int]]
    due: dict[str, int | None]
    being_paid: set[str]
    at: datetime


def sync_account(*, account_id: uuid.UUID, reason: str) -> bool:
    """Fetch and write one account; says whether its plan, seats or grace changed.

    Raises GatewayError (Stripe did not answer; the snapshot stays) and Busy.
    """
    with claimed(account_id) as claim:
        return sync_claimed(claim, reason=reason)


def sync_claimed(claim: Claim, *, reason: str) -> bool:
    """The same for an account that is claimed already."""
    id_ = BillingAccount.objects.values_list("customer_id", flat=True).get(pk=claim.account_id)
    if not id_:
        return False
    held, invoices = gateway.subscriptions(id_), gateway.invoices(id_)
    fetched = Fetched(
        customer=gateway.customer(id_),
        subscriptions=held,
        invoices=invoices,
        coming=_coming(held),
        due={each["id"]: next_charge(each) for each in held},
        being_paid={each["id"] for each in held if being_paid(each, invoices)},
        at=moment(gateway.now()),
    )
    _keep_address(claim, fetched.customer)
    with claim.writing() as account:
        before = news.seen(account)
        changed = _write(account, fetched, reason)
        news.tell(account, before, now=fetched.at)
        return changed


def _coming(held: list[Obj]) -> dict[str, tuple[str, int]]:
    """The last phase of each schedule, where it is not what runs already: Stripe keeps a schedule until it is over."""
    found = {}
    for each in held:
        if each.get("schedule"):
            last, item = gateway.schedule(each["schedule"])["phases"][-1]["items"][0], item_of(each)
            if (last["price"], last.get("quantity")) == (item["price"]["id"], item.get("quantity")):
                continue
            price = next((one for one in gateway.prices() if one["id"] == last["price"]), {})
            found[each["id"]] = (price.get("lookup_key") or "", last.get("quantity") or 1)
    return found


def _write(account: BillingAccount, fetched: Fetched, reason: str) -> bool:
    for each in fetched.subscriptions:
        _write_subscription(account, each, fetched)
    for each in fetched.invoices:
        _write_invoice(account, each)
    if account.owner_id is None:
        # Its person was erased: the sums go on being right, and nothing leads to them again.
        Invoice.objects.filter(account=account).update(hosted_url="", pdf_url="")
    else:
        BillingAccount.objects.filter(pk=account.pk).update(card=_card(fetched))
    found = standing(fetched.subscriptions, fetched.invoices)
    _tell(account, found)
    # A price that nobody knows must not cost its payer the plan, nor a checkout that was never paid a given one.
    never_paid = all(each["status"] in NEVER_PAID for each in fetched.subscriptions)
    if found.unknown or (found.plan is None and never_paid) or _is_given_more(account, found):
        return False
    before = (account.plan, account.seats, account.plan_ends_at)
    account.plan = found.plan or settings.DEFAULT_PLAN
    account.plan_ends_at, account.granted = found.ends_at, False
    if account.kind == BillingAccount.Kind.TEAM:
        account.seats = found.quantity
    after = (account.plan, account.seats, account.plan_ends_at)
    if after == before:
        return False
    account.save(update_fields=["plan", "seats", "plan_ends_at", "granted"])
    ends = account.plan_ends_at.isoformat() if account.plan_ends_at else None
    details = {
        "from": before[0],
        "to": account.plan,
        "seats": account.seats,
        "ends_at": ends,
        "reason": reason,
    }
    note(account, "plan_synced", details=details)
    return True


def _is_given_more(account: BillingAccount, found: Standing) -> bool:
    """Whether staff gave a larger plan than the one that is paid for, if one is."""
    order = list(PLANS)
    return account.granted and (found.plan is None or order.index(account.plan) > order.index(found.plan))


def _keep_address(claim: Claim, customer: Obj) -> None:
    # Receipts follow the owner: to a new address, and to the new owner of a team.
    owner = get_user_model().objects.filter(billing_accounts=claim.account_id).first()
    if owner and not customer.get("deleted") and customer.get("email") != owner.email:
        gateway.update_customer(customer["id"], {"email": owner.email})


def _card(fetched: Fetched) -> str:
    """A checkout gives the card to its subscription, the portal to the customer."""
    own = [each.get("default_payment_method") for each in fetched.subscriptions if each["status"] in LIVE]
    theirs = (fetched.customer.get("invoice_settings") or {}).get("default_payment_method")
    for method in (*own, theirs):
        if method and method.get("card"):
            card = method["card"]
            return f"{card['brand']} •••• {card['last4']}, {card['exp_month']:02}/{card['exp_year']}"
        if method and method.get("us_bank_account"):
            return f"bank account •••• {method['us_bank_account']['last4']}"
    return ""


def _tell(account: BillingAccount, found: Standing) -> None:
    for id_ in found.unknown:
        message = "A subscription has a price that is not in the catalogue; the plan stays as it was."
        raise_alert(kind=Alert.Kind.UNKNOWN_PRICE, subject=id_, message=message, account=account)
    if len(found.paying) > 1:
        message = f"The account pays for {len(found.paying)} subscriptions."
        raise_alert(
            kind=Alert.Kind.SEVERAL_SUBSCRIPTIONS, subject=str(account.pk), message=message, account=account
        )
    is_team = account.kind == BillingAccount.Kind.TEAM
    if is_team and found.plan and found.quantity < (people := seats_needed(account)):
        message = f"The team pays for {found.quantity} seats and {people} people are to have one."
        raise_alert(kind=Alert.Kind.TOO_FEW_SEATS, subject=str(account.pk), message=message, account=account)


def _write_subscription(account: BillingAccount, each: Obj, fetched: Fetched) -> None:
    item, coming = item_of(each), fetched.coming.get(each["id"], ("", None))
    price = item["price"]
    pending, trial_end = each.get("pending_update"), each.get("trial_end")
    row, _new = Subscription.objects.update_or_create(
        id=each["id"],
        defaults={
            "account": account,
            "status": each["status"],
            "lookup_key": price["lookup_key"] if price.get("lookup_key") in PRICES else "",
            "plan": plan_of_price(price) or "",
            "interval": price["recurring"]["interval"],
            "cents": price["unit_amount"] or 0,
            "quantity": item.get("quantity") or 1,
            "period_start": moment(item["current_period_start"]),
            "period_end": moment(item["current_period_end"]),
            "ends_at": end_scheduled(each),
            "trial_ends_at": moment(trial_end) if trial_end else None,
            "pending_until": moment(pending["expires_at"]) if pending else None,
            "schedule_id": each.get("schedule") or "",
            "next_lookup_key": coming[0] if coming[0] in PRICES else "",
            "next_quantity": coming[1],
            "next_cents": fetched.due.get(each["id"]),
            "being_paid": each["id"] in fetched.being_paid,
            "end_reason": (each.get("cancellation_details") or {}).get("reason") or "",
            "created_at": moment(each["created"]),
            "synced_at": timezone.now(),
        },
    )
    ended = each.get("ended_at")
    keep_history(subscription=row, at=fetched.at, ended_at=moment(ended) if ended else None)


def _write_invoice(account: BillingAccount, each: Obj) -> None:
    attempt = each.get("next_payment_attempt")
    Invoice.objects.update_or_create(
        id=each["id"],
        defaults={
            "account": account,
            "subscription_id": subscription_of(each),
            "number": each.get("number") or "",
            "status": each.get("status") or "draft",
            "reason": each.get("billing_reason") or "",
            "currency": each["currency"],
            "total": each["total"],
            "amount_due": each["amount_due"],
            "amount_paid": each["amount_paid"],
            "next_attempt_at": moment(attempt) if attempt else None,
            "hosted_url": each.get("hosted_invoice_url") or "",
            "pdf_url": each.get("invoice_pdf") or "",
            "created_at": moment(each["created"]),
        },
    )
