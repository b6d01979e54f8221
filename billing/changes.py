"""Changes of a running subscription: upgrade now with proration, downgrade at the period's end, cancel, resume."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from . import gateway
from .access import GOOD, LIVE, end_scheduled, item_of, subscription_of
from .accounts import note
from .checkout import CheckoutError, check_quantity, need_owner, need_settled, price_id
from .claims import Claim, claimed
from .models import BillingAccount
from .plans import PLANS, Price, plan_of_price, price, price_of
from .sync import sync_claimed
from .underway import being_paid

if TYPE_CHECKING:
    from stripe.params import (
        SubscriptionScheduleUpdateParamsPhase,
        SubscriptionScheduleUpdateParamsPhaseDiscount,
    )

Obj = dict[str, Any]
# What was shown holds for so long; the charge is computed for the moment of the preview.
PREVIEW_SECONDS = 15 * 60


class StalePreview(CheckoutError):
    """The price that was shown is too old to be charged."""

    def __init__(self) -> None:
        super().__init__(_("This price is out of date; look at the new one first."))


@dataclass(frozen=True, slots=True)
class Preview:
    """What an upgrade costs now, in cents: `due`, and its lines. `proration_date` goes back with the order."""

    due: int
    lines: tuple[tuple[str, int], ...]
    proration_date: int


def is_upgrade(current: Price, quantity: int, wanted: Price, wanted_quantity: int) -> bool:
    """More for more money takes effect at once; anything less waits for the period's end."""
    order = list(PLANS)
    if current.plan != wanted.plan:
        return order.index(wanted.plan) > order.index(current.plan)
    if wanted_quantity != quantity:
        return wanted_quantity > quantity and not (current.interval == "year" and wanted.interval == "month")
    return current.interval == "month" and wanted.interval == "year"


def preview_upgrade(
    *, account: BillingAccount, actor_id: uuid.UUID, lookup_key: str, quantity: int = 1
) -> Preview:
    """What `upgrade` would charge at this moment. Raises what `upgrade` raises."""
    need_owner(account, actor_id)
    wanted = price(lookup_key)
    check_quantity(account, wanted, quantity)
    subscription = _current(account)
    _need_upgrade(account, subscription, wanted, quantity)
    at = _now(subscription)
    invoice = gateway.preview_invoice(
        {
            "customer": str(account.customer_id),
            "subscription": subscription["id"],
            "subscription_details": {
                "items": [
                    {"id": item_of(subscription)["id"], "price": price_id(lookup_key), "quantity": quantity}
                ],
                "proration_behavior": "always_invoice",
                "proration_date": at,
            },
        }
    )
    lines = tuple((each["description"] or "", each["amount"]) for each in invoice["lines"]["data"])
    return Preview(due=invoice["amount_due"], lines=lines, proration_date=at)


def upgrade(
    *,
    account: BillingAccount,
    actor_id: uuid.UUID,
    lookup_key: str,
    quantity: int = 1,
    proration_date: int,
) -> bool:
    """Change now and charge what the preview showed. True when it is paid; False when its payer must confirm or use
    another card: the plan stays as it was until then, and the wish ends by itself after 23 hours.

    Raises NotAllowed, StalePreview, CheckoutError, UnknownPrice, GatewayError and Busy.
    """
    need_owner(account, actor_id)
    wanted = price(lookup_key)
    check_quantity(account, wanted, quantity)
    with _changing(account, actor_id, "upgraded", price=lookup_key, quantity=quantity) as (
        claim,
        subscription,
    ):
        _need_upgrade(account, subscription, wanted, quantity)
        item = item_of(subscription)
        is_fresh = 0 <= _now(subscription) - proration_date <= PREVIEW_SECONDS
        if not is_fresh or proration_date < item["current_period_start"]:  # a renewal came in between
            raise StalePreview
        _forget_downgrade(subscription)
        changed = gateway.update_subscription(
            subscription["id"],
            {
                "items": [{"id": item["id"], "price": price_id(lookup_key), "quantity": quantity}],
                "proration_behavior": "always_invoice",
                "payment_behavior": "pending_if_incomplete",
                "proration_date": proration_date,
            },
            key=f"upgrade-{item['id']}-{item['price']['id']}-{item['quantity']}-{lookup_key}-{quantity}-{proration_date}",
        )
        sync_claimed(claim, reason="upgrade")
    return changed.get("pending_update") is None


def downgrade(*, account: BillingAccount, actor_id: uuid.UUID, lookup_key: str, quantity: int = 1) -> None:
    """Pay for less from the next period on; what is paid for stays until then. Raises as `upgrade` does."""
    need_owner(account, actor_id)
    wanted = price(lookup_key)
    check_quantity(account, wanted, quantity)
    with _changing(account, actor_id, "downgraded", price=lookup_key, quantity=quantity) as (
        claim,
        subscription,
    ):
        item = item_of(subscription)
        current = _known(item)
        if (current.lookup_key, item["quantity"]) == (lookup_key, quantity):
            raise CheckoutError(_("That is what the account has."))
        if is_upgrade(current, item["quantity"], wanted, quantity):
            raise CheckoutError(_("That is more than the account has: upgrade instead."))
        if end_scheduled(subscription):
            raise CheckoutError(_("This subscription ends with its period; resume it first."))
        _forget_downgrade(subscription)
        schedule = gateway.schedule_from(subscription["id"])
        gateway.update_schedule(
            schedule["id"],
            {
                "end_behavior": "release",
                "proration_behavior": "none",
                "phases": [
                    _as_it_runs(subscription, schedule),
                    {
                        "items": [{"price": price_id(lookup_key), "quantity": quantity}],
                        "duration": {
                            "interval": "year" if wanted.interval == "year" else "month",
                            "interval_count": 1,
                        },
                        "discounts": _discounts(subscription),
                    },
                ],
            },
        )
        sync_claimed(claim, reason="downgrade")


def cancel(*, account: BillingAccount, actor_id: uuid.UUID) -> None:
    """End with the period. Raises NotAllowed, CheckoutError, GatewayError and Busy."""
    need_owner(account, actor_id)
    with _changing(account, actor_id, "canceled") as (claim, subscription):
        _forget_downgrade(subscription)
        _forget_upgrade(account, subscription)
        if not end_scheduled(subscription):
            gateway.update_subscription(subscription["id"], {"cancel_at_period_end": True})
        sync_claimed(claim, reason="cancel")


def resume(*, account: BillingAccount, actor_id: uuid.UUID) -> None:
    """Take a cancellation or a downgrade back, while the period lasts. Raises as `cancel` does."""
    need_owner(account, actor_id)
    with _changing(account, actor_id, "resumed") as (claim, subscription):
        _forget_downgrade(subscription)
        if subscription["cancel_at_period_end"]:
            gateway.update_subscription(subscription["id"], {"cancel_at_period_end": False})
        elif subscription["cancel_at"]:
            gateway.update_subscription(subscription["id"], {"cancel_at": ""})
        sync_claimed(claim, reason="resume")


def give_up(*, account: BillingAccount, actor_id: uuid.UUID) -> None:
    """Forget a first payment that was begun and not finished, so that another plan can be chosen at once.

    Raises NotAllowed, CheckoutError when nothing waits to be paid for the first time, GatewayError and Busy.
    """
    need_owner(account, actor_id)
    with _changing(account, actor_id, "given_up") as (claim, subscription):
        if subscription["status"] != "incomplete":
            raise CheckoutError(_("No first payment is waiting."))
        if being_paid(subscription, gateway.invoices(str(account.customer_id))):
            raise CheckoutError(_("The bank's debit is on its way: wait for it, then cancel if you like."))
        for session in gateway.open_checkouts(str(account.customer_id)):
            gateway.expire_checkout(session["id"])
        gateway.cancel_subscription(subscription["id"])
        sync_claimed(claim, reason="given up")


def _as_it_runs(subscription: Obj, schedule: Obj) -> SubscriptionScheduleUpdateParamsPhase:
    """The running period. What is left out of a phase Stripe takes away: discounts, and a trial at once."""
    item, running = item_of(subscription), schedule["phases"][-1]
    phase: SubscriptionScheduleUpdateParamsPhase = {
        "items": [{"price": item["price"]["id"], "quantity": item["quantity"]}],
        "start_date": running["start_date"],
        "end_date": running["end_date"],
        "discounts": _discounts(subscription),
    }
    if subscription["status"] == "trialing":
        phase["trial_end"] = subscription["trial_end"]
    return phase


def _discounts(subscription: Obj) -> list[SubscriptionScheduleUpdateParamsPhaseDiscount]:
    held = subscription.get("discounts") or []
    return [{"discount": each if isinstance(each, str) else each["id"]} for each in held]


@contextmanager
def _changing(
    account: BillingAccount, actor_id: uuid.UUID, action: str, **details: object
) -> Iterator[tuple[Claim, Obj]]:
    with claimed(account.pk) as claim:
        account.refresh_from_db()
        subscription = _current(account)
        yield claim, subscription
        note(account, f"subscription_{action}", actor_id=actor_id, details=details)


def _current(account: BillingAccount) -> Obj:
    if account.customer_id:
        for each in gateway.subscriptions(account.customer_id):
            if each["status"] in LIVE and plan_of_price(item_of(each)["price"]):
                return each
    raise CheckoutError(_("There is no subscription to change."))


def _forget_upgrade(account: BillingAccount, subscription: Obj) -> None:
    """An upgrade that waits for its payment is not wanted any longer, and must not be paid by mistake."""
    if not subscription.get("pending_update"):
        return
    invoices = gateway.invoices(str(account.customer_id))
    if being_paid(subscription, invoices):
        raise CheckoutError(
            _("The bank's debit for the last upgrade is on its way: wait until it has arrived.")
        )
    for invoice in invoices:
        waits = invoice["status"] == "open" and invoice["billing_reason"] == "subscription_update"
        if waits and subscription_of(invoice) == subscription["id"]:
            gateway.void_invoice(invoice["id"])


def _need_upgrade(account: BillingAccount, subscription: Obj, wanted: Price, quantity: int) -> None:
    item = item_of(subscription)
    need_settled(account)
    if subscription["status"] not in GOOD:
        raise CheckoutError(_("The last payment is open: settle it first."))
    # Another upgrade takes its place, and the debit for it cannot be called back.
    pending = subscription.get("pending_update")
    if pending and being_paid(subscription, gateway.invoices(str(account.customer_id))):
        raise CheckoutError(
            _("The bank's debit for the last upgrade is on its way: wait until it has arrived.")
        )
    if end_scheduled(subscription):
        raise CheckoutError(_("This subscription ends with its period; resume it first."))
    if not is_upgrade(_known(item), item["quantity"], wanted, quantity):
        raise CheckoutError(_("That is not more than the account has."))


def _known(item: Obj) -> Price:
    """What an item is in the catalogue; an old amount of a price counts as its successor."""
    found = price_of(plan_of_price(item["price"]) or "", item["price"]["recurring"]["interval"])
    assert found
    return found


def _forget_downgrade(subscription: Obj) -> None:
    if subscription.get("schedule"):
        gateway.release_schedule(subscription["schedule"])
        subscription["schedule"] = None


def _now(subscription: Obj) -> int:
    # Within the period, whose clock is Stripe's (and in the sandbox is moved by hand).
    begun: int = item_of(subscription)["current_period_start"]
    return max(gateway.now(), begun)
