"""Subscriptions: begun, ended, and what a payment does to them. How one is changed stands in `changes`."""

from __future__ import annotations

from . import invoices, payments
from .amounts import period_end
from .errors import ApiError
from .forms import truth
from .world import Obj, World

HOURS_TO_PAY = 23


def create(
    world: World,
    customer: str,
    price: Obj,
    quantity: int,
    *,
    trial_days: int,
    metadata: Obj,
    taxed: bool = False,
) -> Obj:
    """A subscription that has billed nothing yet; `begin` does. `taxed`: its invoices bear automatic tax."""
    id_ = world.new_id("sub")
    trial_end = world.now + trial_days * 24 * 60 * 60 if trial_days else None
    subscription: Obj = {
        "id": id_, "object": "subscription", "application": None,
        "automatic_tax": {
            "disabled_reason": None, "enabled": taxed, "liability": {"type": "self"} if taxed else None
        },
        "billing_cycle_anchor": trial_end or world.now, "billing_mode": {"type": "flexible"},
        "billing_schedules": [], "cancel_at": None, "cancel_at_period_end": False, "canceled_at": None,
        "cancellation_details": {"comment": None, "feedback": None, "reason": None},
        "collection_method": "charge_automatically", "created": world.now, "currency": "usd",
        "customer": customer, "default_payment_method": None, "discounts": [], "ended_at": None,
        "invoice_settings": {"account_tax_ids": None, "issuer": {"type": "self"}}, "latest_invoice": None,
        "livemode": False, "metadata": metadata, "pending_update": None, "schedule": None,
        "start_date": world.now, "status": "trialing" if trial_end else "incomplete", "trial_end": trial_end,
        "trial_start": world.now if trial_end else None,
        "items": {"object": "list", "data": [], "has_more": False, "url": f"/v1/subscription_items?subscription={id_}"},
    }  # fmt: skip
    item: Obj = {
        "id": world.new_id("si"), "object": "subscription_item", "created": world.now, "discounts": [],
        "metadata": {}, "subscription": id_, "quantity": quantity, "tax_rates": [],
        "current_period_start": world.now, "current_period_end": trial_end or 0,
    }  # fmt: skip
    subscription["items"]["data"] = [item]
    set_price(item, price)
    if not trial_end:
        item["current_period_end"] = period_end(world.now, world.now, price["recurring"]["interval"])
    return subscription


def set_price(item: Obj, price: Obj) -> None:
    item["price"] = price
    item["plan"] = {
        "id": price["id"], "object": "plan", "active": True, "amount": price["unit_amount"],
        "amount_decimal": str(price["unit_amount"]), "billing_scheme": "per_unit", "created": price["created"],
        "currency": "usd", "interval": price["recurring"]["interval"], "interval_count": 1, "livemode": False,
        "metadata": {}, "product": price["product"], "usage_type": "licensed",
    }  # fmt: skip


def full_line(world: World, subscription: Obj) -> Obj:
    """The running period of the seats, or of a trial, which is free."""
    item = subscription["items"]["data"][0]
    name, trial = name_of(world, item["price"]), subscription["status"] == "trialing"
    return invoices.line(
        world,
        subscription,
        item["price"],
        item["quantity"],
        amount=0 if trial else item["price"]["unit_amount"] * item["quantity"],
        period=(item["current_period_start"], item["current_period_end"]),
        text=f"Trial of {name}" if trial else "",
    )


def name_of(world: World, price: Obj) -> str:
    """What people call the thing that a price is for."""
    return str(world.get("product", price["product"])["name"])


def begin(world: World, subscription: Obj) -> payments.Outcome:
    """The first invoice, tried at once while its payer looks on."""
    world.put(subscription)
    invoice = invoices.issue(world, subscription, [full_line(world, subscription)], "subscription_create")
    world.save("customer.subscription.created", subscription)
    return payments.attempt(world, invoice, watched=True)


def create_subscription(world: World, params: Obj) -> Obj:
    """POST /v1/subscriptions. Raises Declined with error_if_incomplete."""
    behavior = params.get("payment_behavior", "allow_incomplete")
    if behavior not in ("allow_incomplete", "error_if_incomplete"):
        raise ApiError(400, f"The sandbox does not begin with {behavior}.", param="payment_behavior")
    customer = world.get("customer", params["customer"])
    wanted = params["items"][0]
    price = world.get("price", wanted["price"])
    if not price["active"]:
        raise ApiError(400, "The price specified is inactive.", param="items[0][price]")
    trial_days = int(params.get("trial_period_days", 0))
    if not trial_days and not customer["invoice_settings"]["default_payment_method"]:
        message = "This customer has no attached payment source or default payment method."
        raise ApiError(400, message, code="resource_missing")
    subscription = create(
        world,
        customer["id"],
        price,
        int(wanted.get("quantity", 1)),
        trial_days=trial_days,
        metadata=params.get("metadata", {}),
        taxed=truth(params.get("automatic_tax", {}).get("enabled")),
    )
    if begin(world, subscription) == "failed" and behavior == "error_if_incomplete":
        raise ApiError(402, "Your card was declined.", kind="card_error", code="card_declined")
    return world.get("subscription", subscription["id"])


def apply_change(subscription: Obj, price: Obj, quantity: int, at: int) -> None:
    """The item's new price and quantity; another interval begins a new period."""
    item = subscription["items"]["data"][0]
    interval = price["recurring"]["interval"]
    if interval != item["price"]["recurring"]["interval"] and subscription["status"] != "trialing":
        subscription["billing_cycle_anchor"] = item["current_period_start"] = at
        item["current_period_end"] = period_end(at, at, interval)
    set_price(item, price)
    item["quantity"] = quantity


def cancel(world: World, params: Obj, id_: str) -> Obj:
    """DELETE /v1/subscriptions/ID: at once."""
    subscription = world.get("subscription", id_)
    return end(world, subscription, "canceled", reason="cancellation_requested")


def end(world: World, subscription: Obj, status: str, *, reason: str | None) -> Obj:
    """Over for good: nothing more is billed, open invoices are voided."""
    if subscription["pending_update"]:
        drop_pending(world, subscription)
    if subscription["schedule"]:
        schedule = world.get("subscription_schedule", subscription["schedule"])
        world.put(schedule | {"status": "canceled", "canceled_at": world.now})
    subscription |= {"status": status, "ended_at": world.now, "schedule": None}
    subscription["canceled_at"] = subscription["canceled_at"] or world.now
    subscription["cancellation_details"]["reason"] = reason
    for invoice in world.all("invoice", status="open"):
        if subscription_of(invoice) == subscription["id"]:
            payments.void(world, invoice)
    expired = status == "incomplete_expired"
    return world.save(f"customer.subscription.{'updated' if expired else 'deleted'}", subscription)


def subscription_of(invoice: Obj) -> str:
    id_: str = invoice["parent"]["subscription_details"]["subscription"]
    return id_


def invoice_paid(world: World, invoice: Obj) -> None:
    """A first payment activates, an upgrade's applies it, a renewal's ends the arrears."""
    subscription = world.get("subscription", subscription_of(invoice))
    before = subscription["status"]
    pending = subscription["pending_update"]
    if pending and invoice["billing_reason"] == "subscription_update":
        wanted = pending["subscription_items"][0]
        subscription["pending_update"] = None
        apply_change(subscription, wanted["price"], wanted["quantity"], invoice["created"])
        world.emit("customer.subscription.pending_update_applied", subscription)
    elif before in ("incomplete", "past_due"):
        subscription["status"] = "active"
    else:
        return
    world.save("customer.subscription.updated", subscription, status=before)


def invoice_failed(world: World, invoice: Obj) -> None:
    """A renewal that fails puts the subscription in arrears; after the last try it ends."""
    if invoice["billing_reason"] != "subscription_cycle":
        return
    subscription = world.get("subscription", subscription_of(invoice))
    if invoice["next_payment_attempt"] is None:
        end(world, subscription, "canceled", reason="payment_failed")
    elif subscription["status"] == "active":
        world.save("customer.subscription.updated", subscription | {"status": "past_due"}, status="active")


def drop_pending(world: World, subscription: Obj) -> None:
    subscription["pending_update"] = None
    for invoice in world.all("invoice", status="open", billing_reason="subscription_update"):
        if subscription_of(invoice) == subscription["id"]:
            payments.void(world, invoice)
            customer = world.get("customer", invoice["customer"])
            world.put(customer | {"balance": invoice["starting_balance"]})
    world.save("customer.subscription.pending_update_expired", subscription)


def void_invoice(world: World, params: Obj, id_: str) -> Obj:
    """Nobody owes it any longer; a change that waited for it is dropped."""
    invoice = world.get("invoice", id_)
    if invoice["status"] != "open":
        raise ApiError(400, "You can only void an open invoice.", code="invoice_not_editable")
    subscription = world.get("subscription", subscription_of(invoice))
    if invoice["billing_reason"] == "subscription_update" and subscription["pending_update"]:
        drop_pending(world, subscription)
    else:
        payments.void(world, invoice)
    return world.get("invoice", id_)


def expire_pending(world: World, subscription: Obj) -> None:
    """Nobody paid for the change in time: all stays as it was."""
    drop_pending(world, subscription)
    world.emit("customer.subscription.updated", subscription)
