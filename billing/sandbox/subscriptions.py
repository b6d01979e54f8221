"""Subscriptions: created, changed at once with proration, ended, and what a payment does to them."""

from __future__ import annotations

from . import invoices, payments
from .amounts import period_end, prorated
from .errors import ApiError
from .forms import truth
from .world import Obj, World

HOURS_TO_PAY = 23


def create(world: World, customer: str, price: Obj, quantity: int, *, trial_days: int, metadata: Obj) -> Obj:
    """A subscription that has billed nothing yet; `begin` does."""
    id_ = world.new_id("sub")
    trial_end = world.now + trial_days * 24 * 60 * 60 if trial_days else None
    subscription: Obj = {
        "id": id_, "object": "subscription", "application": None,
        "automatic_tax": {"disabled_reason": None, "enabled": False, "liability": None},
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
    item = subscription["items"]["data"][0]
    return invoices.line(
        world,
        subscription,
        item["price"],
        item["quantity"],
        amount=0 if subscription["status"] == "trialing" else item["price"]["unit_amount"] * item["quantity"],
        period=(item["current_period_start"], item["current_period_end"]),
    )


def begin(world: World, subscription: Obj) -> str:
    """The first invoice, tried at once while its payer looks on. Returns `payments.attempt`'s word."""
    world.put(subscription)
    invoice = invoices.issue(world, subscription, [full_line(world, subscription)], "subscription_create")
    world.save("customer.subscription.created", subscription)
    return payments.attempt(world, invoice, watched=True)


def change_lines(world: World, subscription: Obj, price: Obj, quantity: int, at: int) -> list[Obj]:
    """What a change costs now: the old price's rest as a credit, the new one's rest (or first period)."""
    item = subscription["items"]["data"][0]
    if subscription["status"] == "trialing":
        return []
    old, start, end = item["price"], item["current_period_start"], item["current_period_end"]
    credit = -prorated(old["unit_amount"] * item["quantity"], start, end, at)
    whole = price["unit_amount"] * quantity
    if price["recurring"]["interval"] != old["recurring"]["interval"]:
        charge, until = whole, period_end(at, at, price["recurring"]["interval"])
    else:
        charge, until = prorated(whole, start, end, at), end
    return [
        invoices.line(world, subscription, old, item["quantity"], amount=credit, period=(at, end),
                      proration=True, text=f"Unused time on {item['quantity']} × {old['lookup_key']}"),
        invoices.line(world, subscription, price, quantity, amount=charge, period=(at, until),
                      proration=True, text=f"Remaining time on {quantity} × {price['lookup_key']}"),
    ]  # fmt: skip


def preview(world: World, params: Obj) -> Obj:
    """POST /v1/invoices/create_preview for a change of the subscription's item."""
    subscription = world.get("subscription", params["subscription"])
    details = params.get("subscription_details", {})
    price, quantity = _wanted(world, subscription, details.get("items", [{}]))
    at = int(details.get("proration_date", world.now))
    lines = change_lines(world, subscription, price, quantity, at)
    return invoices.build(world, subscription, lines, "subscription_update", preview=True)


def update(world: World, params: Obj, id_: str) -> Obj:
    """POST /v1/subscriptions/ID."""
    subscription = world.get("subscription", id_)
    if subscription["status"] in ("canceled", "incomplete_expired"):
        raise ApiError(404, f"No such subscription: '{id_}'", code="resource_missing", param="id")
    if "cancel_at_period_end" in params:
        _schedule_end(world, subscription, truth(params["cancel_at_period_end"]))
    if "cancel_at" in params:
        subscription["cancel_at"] = int(params["cancel_at"]) if params["cancel_at"] else None
        subscription["canceled_at"] = world.now if params["cancel_at"] else None
    subscription["metadata"] |= params.get("metadata", {})
    if "items" in params:
        return _change(world, subscription, params)
    return world.save("customer.subscription.updated", subscription)


def _change(world: World, subscription: Obj, params: Obj) -> Obj:
    behavior = params.get("proration_behavior", "create_prorations")
    if behavior not in ("always_invoice", "none"):
        raise ApiError(400, "The sandbox prorates with always_invoice or none.", param="proration_behavior")
    if subscription["pending_update"]:
        _drop_pending(world, subscription)
    price, quantity = _wanted(world, subscription, params["items"])
    at = int(params.get("proration_date", world.now))
    lines = change_lines(world, subscription, price, quantity, at) if behavior == "always_invoice" else []
    item = subscription["items"]["data"][0]
    if not lines:
        apply_change(subscription, price, quantity, at)
        return world.save("customer.subscription.updated", subscription)
    invoice = invoices.issue(world, subscription, lines, "subscription_update")
    wanted: Obj = {**item, "quantity": quantity}
    set_price(wanted, price)
    subscription["pending_update"] = {
        "billing_cycle_anchor": None, "expires_at": world.now + HOURS_TO_PAY * 3600,
        "subscription_items": [wanted], "trial_end": None, "trial_from_plan": None,
    }  # fmt: skip
    world.put(subscription)
    if payments.attempt(world, invoice, watched=True) != "paid":
        if params.get("payment_behavior") != "pending_if_incomplete":
            raise ApiError(400, "The sandbox changes with pending_if_incomplete.", param="payment_behavior")
        world.emit("customer.subscription.updated", subscription)
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
        _drop_pending(world, subscription)
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


def _wanted(world: World, subscription: Obj, items: list[Obj]) -> tuple[Obj, int]:
    item, wanted = subscription["items"]["data"][0], items[0]
    if wanted.get("id", item["id"]) != item["id"]:
        raise ApiError(400, f"No such subscription item: '{wanted['id']}'", code="resource_missing")
    price = world.get("price", wanted["price"]) if "price" in wanted else item["price"]
    if not price["active"] and price["id"] != item["price"]["id"]:
        raise ApiError(400, "The price specified is inactive.", param="items[0][price]")
    return price, int(wanted.get("quantity", item["quantity"]))


def _schedule_end(world: World, subscription: Obj, ends: bool) -> None:
    item = subscription["items"]["data"][0]
    subscription["cancel_at_period_end"] = ends
    subscription["cancel_at"] = item["current_period_end"] if ends else None
    subscription["canceled_at"] = world.now if ends else None


def _drop_pending(world: World, subscription: Obj) -> None:
    subscription["pending_update"] = None
    for invoice in world.all("invoice", status="open", billing_reason="subscription_update"):
        if subscription_of(invoice) == subscription["id"]:
            payments.void(world, invoice)
            customer = world.get("customer", invoice["customer"])
            world.put(customer | {"balance": invoice["starting_balance"]})
    world.save("customer.subscription.pending_update_expired", subscription)


def expire_pending(world: World, subscription: Obj) -> None:
    """Nobody paid for the change in time: all stays as it was."""
    _drop_pending(world, subscription)
    world.emit("customer.subscription.updated", subscription)
