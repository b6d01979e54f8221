"""Changes of a subscription: previewed, made at once with proration, ended and resumed."""

from __future__ import annotations

from . import invoices, payments, subscriptions
from .amounts import period_end, prorated
from .errors import ApiError
from .forms import truth
from .world import Obj, World


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
    unused = f"Unused time on {item['quantity']} × {subscriptions.name_of(world, old)}"
    remaining = f"Remaining time on {quantity} × {subscriptions.name_of(world, price)}"
    return [
        invoices.line(world, subscription, old, item["quantity"], amount=credit, period=(at, end),
                      proration=True, text=unused),
        invoices.line(world, subscription, price, quantity, amount=charge, period=(at, until),
                      proration=True, text=remaining),
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
    if "trial_end" in params:
        _move_trial_end(world, subscription, params)
    subscription["metadata"] |= params.get("metadata", {})
    if "items" in params:
        return _change(world, subscription, params)
    return world.save("customer.subscription.updated", subscription)


def _change(world: World, subscription: Obj, params: Obj) -> Obj:
    behavior = params.get("proration_behavior", "create_prorations")
    if behavior not in ("always_invoice", "none"):
        raise ApiError(400, "The sandbox prorates with always_invoice or none.", param="proration_behavior")
    if subscription["pending_update"]:
        subscriptions.drop_pending(world, subscription)
    price, quantity = _wanted(world, subscription, params["items"])
    at = int(params.get("proration_date", world.now))
    lines = change_lines(world, subscription, price, quantity, at) if behavior == "always_invoice" else []
    item = subscription["items"]["data"][0]
    if not lines:
        subscriptions.apply_change(subscription, price, quantity, at)
        return world.save("customer.subscription.updated", subscription)
    invoice = invoices.issue(world, subscription, lines, "subscription_update")
    wanted: Obj = {**item, "quantity": quantity}
    subscriptions.set_price(wanted, price)
    subscription["pending_update"] = {
        "billing_cycle_anchor": None, "expires_at": world.now + subscriptions.HOURS_TO_PAY * 3600,
        "subscription_items": [wanted], "trial_end": None, "trial_from_plan": None,
    }  # fmt: skip
    world.put(subscription)
    if payments.attempt(world, invoice, watched=True) != "paid":
        if params.get("payment_behavior") != "pending_if_incomplete":
            raise ApiError(400, "The sandbox changes with pending_if_incomplete.", param="payment_behavior")
        world.emit("customer.subscription.updated", subscription)
    return world.get("subscription", subscription["id"])


def _wanted(world: World, subscription: Obj, items: list[Obj]) -> tuple[Obj, int]:
    item, wanted = subscription["items"]["data"][0], items[0]
    if wanted.get("id", item["id"]) != item["id"]:
        raise ApiError(400, f"No such subscription item: '{wanted['id']}'", code="resource_missing")
    price = world.get("price", wanted["price"]) if "price" in wanted else item["price"]
    if not price["active"] and price["id"] != item["price"]["id"]:
        raise ApiError(400, "The price specified is inactive.", param="items[0][price]")
    return price, int(wanted.get("quantity", item["quantity"]))


def _move_trial_end(world: World, subscription: Obj, params: Obj) -> None:
    if params.get("proration_behavior") != "none":
        raise ApiError(400, "The sandbox moves a trial's end with none.", param="proration_behavior")
    if subscription["schedule"]:
        message = "The subscription is managed by a subscription schedule: update that instead."
        raise ApiError(400, message, param="trial_end")
    if subscription["status"] != "trialing":
        raise ApiError(400, "The sandbox moves the end of a running trial only.", param="trial_end")
    ends = int(params["trial_end"])
    if ends <= world.now:
        raise ApiError(400, "Invalid timestamp: must be an integer Unix timestamp in the future.",
                       param="trial_end")  # fmt: skip
    subscription["trial_end"] = subscription["billing_cycle_anchor"] = ends
    subscription["items"]["data"][0]["current_period_end"] = ends
    if subscription["cancel_at_period_end"]:
        subscription["cancel_at"] = ends


def _schedule_end(world: World, subscription: Obj, ends: bool) -> None:
    item = subscription["items"]["data"][0]
    subscription["cancel_at_period_end"] = ends
    subscription["cancel_at"] = item["current_period_end"] if ends else None
    subscription["canceled_at"] = world.now if ends else None
